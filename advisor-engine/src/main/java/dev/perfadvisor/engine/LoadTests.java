package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.loadgen.Criterion;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestOrder;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Request;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes load tests, from what was asked for, documents and evidence. */
final class LoadTests {

    /** Documents are read as a whole; what is larger is evidence. */
    private static final int LARGEST_DOCUMENT = 64 << 20;

    private static final Request ROOT = new Request("GET", "/", Map.of(), List.of(), null, 1, List.of());

    private final Advisor advisor;
    private final Map<String, Band> bands;

    LoadTests(Advisor advisor, Map<String, Band> bands) {
        this.advisor = advisor;
        this.bands = bands;
    }

    /** As {@link Advisor#loadTest}. */
    LoadTestScript write(LoadTestOrder order, List<Given> from, Progress progress) {
        var tool = order.chosenTool();
        if (from.isEmpty()) {
            return script(order, tool, Traffic.ofLines("The list of URLs", order.addresses()), true, null);
        }
        var evidence = new ArrayList<Given>();
        Traffic described = null;
        for (var given : from) {
            var opened = Opened.of(given);
            if (opened.traffic().isPresent() && from.size() > 1) {
                throw new UnusableOrderException(
                        given.name() + " describes requests; give it alone, or evidence without it.");
            }
            described = opened.traffic().orElse(described);
            evidence.add(opened.again());
        }
        if (described != null) {
            return script(order, tool, described, false, null);
        }
        var gathered = advisor.read(evidence, progress);
        var load = gathered.roots().get("load") instanceof LoadTestFacts facts ? facts : null;
        if (load == null) {
            throw UnusableOrderException.unread(
                    "Nothing in "
                            + String.join(", ", from.stream().map(Given::name).toList())
                            + " says what to request: give a load-test result, an OpenAPI document, a HAR file, or a list of URLs.");
        }
        return script(order, tool, SeenTraffic.of(load), false, load);
    }

    private LoadTestScript script(
            LoadTestOrder order, Tool tool, Traffic traffic, boolean named, @Nullable LoadTestFacts load) {
        var model = order.model(traffic, named, criteria(load, bands));
        return new LoadTestScript(model, tool, tool.write(model));
    }

    /** The test that validates a fix: the mix and the rate that were seen, the success criteria as thresholds. */
    static String validation(FactTree facts, Map<String, Band> bands) {
        return of(facts, bands, LoadKind.AVERAGE, Tool.K6).text();
    }

    /** A test of any kind, with the mix and the rate that were seen. */
    static LoadTestScript of(FactTree facts, Map<String, Band> bands, LoadKind kind, Tool tool) {
        var load = facts.root("load", LoadTestFacts.class);
        var traffic = load == null
                ? new Traffic(
                        null,
                        null,
                        List.of(ROOT),
                        List.of("No load test was handed in: put your requests in the place of GET /."))
                : SeenTraffic.of(load);
        var model = LoadTestOrder.of(kind, tool).model(traffic, true, criteria(load, bands));
        return new LoadTestScript(model, tool, tool.write(model));
    }

    /** What is good already must stay good; the rest must become acceptable. */
    private static List<Criterion> criteria(@Nullable LoadTestFacts load, Map<String, Band> bands) {
        var criteria = new ArrayList<Criterion>();
        var latency = load == null ? null : load.latency();
        add(criteria, bands.get("latency.p50"), latency == null ? null : latency.p50(), 0.5);
        add(criteria, bands.get("latency.p99"), latency == null ? null : latency.p99(), 0.99);
        var errors = bands.get("errors.rate");
        if (errors != null) {
            criteria.add(new Criterion.Failures(errors.acceptable()));
        }
        return criteria;
    }

    private static void add(List<Criterion> criteria, @Nullable Band band, @Nullable Duration now, double quantile) {
        if (band != null) {
            boolean good = now != null && now.toNanos() / 1e9 < band.good();
            long limit = Math.round((good ? band.good() : band.acceptable()) * 1000);
            criteria.add(new Criterion.Latency(quantile, Duration.ofMillis(limit)));
        }
    }

    /**
     * A file that was looked into.
     *
     * @param traffic when it describes requests
     * @param again the same file, to be read as evidence: a stream can be read once only
     */
    private record Opened(Optional<Traffic> traffic, Given again) {

        static Opened of(Given given) {
            if (given instanceof Given.OfPath(var path) && !Files.isRegularFile(path)) {
                return new Opened(Optional.empty(), given);
            }
            try {
                return switch (given) {
                    case Given.OfPath(var path) -> {
                        try (var in = Files.newInputStream(path)) {
                            yield new Opened(traffic(given.name(), in.readNBytes(LARGEST_DOCUMENT)), given);
                        }
                    }
                    case Given.OfStream(var name, var opener) -> {
                        InputStream in = opener.open();
                        var begin = in.readNBytes(LARGEST_DOCUMENT);
                        yield new Opened(
                                traffic(name, begin),
                                new Given.OfStream(
                                        name, () -> new SequenceInputStream(new ByteArrayInputStream(begin), in)));
                    }
                };
            } catch (IOException e) {
                throw UnusableOrderException.unread(given.name() + " can not be read: " + e.getMessage() + ".");
            }
        }

        private static Optional<Traffic> traffic(String name, byte[] content) {
            return content.length == LARGEST_DOCUMENT ? Optional.empty() : Traffic.of(name, content);
        }
    }
}
