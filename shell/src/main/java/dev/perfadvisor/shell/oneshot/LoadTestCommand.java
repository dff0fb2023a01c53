package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.loadgen.LoadTestOrder;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code loadtest [REQUEST]... --kind KIND --tool TOOL}: a load test for k6 or JMeter. */
@Command(
        name = "loadtest",
        mixinStandardHelpOptions = true,
        description =
                "Write a load test: an open model, a warm-up that does not count, success criteria as thresholds.",
        footerHeading = "%n",
        footer = "Example: ./advisor loadtest --kind average --tool k6 --from openapi.yaml --rate 50 --p99 500ms")
final class LoadTestCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "REQUEST",
            arity = "0..*",
            description = "As --url; with a method, a share or a body in quotes: \"30%% POST https://host/orders {}\".")
    private List<String> requests = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "smoke, average (usual), stress, spike, soak or breakpoint.")
    private @Nullable String kind;

    @Option(names = "--tool", paramLabel = "TOOL", description = "k6 (usual) or jmeter.")
    private @Nullable String tool;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "What to request, may be given more than once; with --from the system to test.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "What to request: an OpenAPI document, a HAR file, a list of URLs, or a load-test result, whose"
                            + " endpoints, mix and rate are taken.")
    private List<String> from = new ArrayList<>();

    @Option(names = "--rate", paramLabel = "N", description = "Requests per second of the usual load.")
    private @Nullable Double rate;

    @Option(names = "--duration", paramLabel = "TIME", description = "Length of the main stage: 90s, 10m, 4h.")
    private @Nullable String duration;

    @Option(names = "--p50", paramLabel = "TIME", description = "Limit for the median: 200ms.")
    private @Nullable String p50;

    @Option(names = "--p95", paramLabel = "TIME", description = "Limit for the 95th percentile.")
    private @Nullable String p95;

    @Option(names = "--p99", paramLabel = "TIME", description = "Limit for the 99th percentile.")
    private @Nullable String p99;

    @Option(names = "--errors", paramLabel = "SHARE", description = "Limit for failed requests: 1%% or 0.01.")
    private @Nullable String errors;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "terminal (the file for the tool; usual) or json, which has it as a text.")
    private Format format = Format.TERMINAL;

    @Option(names = "--output", paramLabel = "FILE", description = "Write to this file.")
    private @Nullable Path output;

    @Mixin
    private Rules rules = new Rules();

    LoadTestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var addresses = new ArrayList<>(urls);
        addresses.addAll(requests);
        if (addresses.isEmpty() && from.isEmpty()) {
            throw new UsageException("Nothing to request: name a --url, or a file with --from.");
        }
        if (format != Format.TERMINAL && format != Format.JSON) {
            throw new UsageException("A load test is a file for its tool: --format takes terminal or json.");
        }
        var evidence = Evidence.of(from, surroundings);
        check(evidence);
        var advisor = rules.advisor(surroundings);
        var order = new LoadTestOrder(kind, tool, addresses, rate, duration, p50, p95, p99, errors);
        try {
            var script =
                    Evidence.watched(surroundings, evidence, progress -> advisor.loadTest(order, evidence, progress));
            var text = format == Format.JSON ? Json.write(json(script)) : script.text();
            if (output == null) {
                surroundings.out().print(text);
            } else {
                AtomicFile.write(output, text);
            }
            return Exit.DONE.code();
        } catch (UnusableOrderException e) {
            if (!e.isUnread()) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            surroundings.complain(String.valueOf(e.getMessage()));
            return Exit.NOTHING_READ.code();
        }
    }

    private static Map<String, Object> json(LoadTestScript script) {
        var json = Json.members(
                "schema", "advisor.loadtest/1", "tool", script.tool().id());
        json.put("kind", script.model().kind().id());
        json.put("file", script.fileName());
        json.put("text", script.text());
        return json;
    }

    private void check(List<Given> evidence) {
        var file = output;
        if (file == null) {
            return;
        }
        var directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            throw new UsageException("'" + file + "' can not be written: name a file in a directory that exists.");
        }
        for (var given : evidence) {
            if (given instanceof Given.OfPath(var path) && AtomicFile.replaces(file, path)) {
                throw new UsageException("The output '" + file + "' is evidence; name another file.");
            }
        }
    }
}
