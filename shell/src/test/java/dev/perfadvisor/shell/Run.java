package dev.perfadvisor.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run of the shell, as a process would see it. */
public record Run(int exit, String out, String err) {

    /** The command line, without a terminal. */
    static Run of(String... args) {
        return new Setting(InputStream.nullInputStream(), Map.of(), List.of()).run(args);
    }

    /** What a run happens in. */
    record Setting(InputStream in, Map<String, String> env, List<String> terminals) {

        Run run(String... args) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            int exit = Application.run(
                    List.of(args), new Surroundings(in, stream(out), stream(err), env, terminals, 100, true));
            return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        private static PrintStream stream(ByteArrayOutputStream bytes) {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }
    }

    /** Result of a load test with k6 2.2, of a service without a fault. */
    public static Path k6Summary(Path directory) {
        try (InputStream bytes = Run.class.getResourceAsStream("k6-summary.json")) {
            if (bytes == null) {
                throw new IllegalStateException("k6-summary.json is missing");
            }
            var file = directory.resolve("k6 summary.json");
            Files.write(file, bytes.readAllBytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory with a rule that fires on every load test and speaks strongly for one cause. */
    static Path packThatFires(Path directory) throws IOException {
        var area = Files.createDirectories(directory.resolve("pack").resolve("own"));
        Files.writeString(area.resolve("own.always.yaml"), """
                id: own.always
                title: A load test was run
                role: cause
                capability: bottleneck
                stage: identify
                when: load.run.requests > 0
                score: 90
                cite: [load.run.requests]
                supports:
                  - {cause: db.statement-slow, fired: 60}
                diagnosis: There were ${load.run.requests} requests.
                references: [an example]
                tests:
                  - {name: some, given: {load: {run: {requests: 5}}}, then: fires}
                  - {name: none, given: {load: {run: {requests: 0}}}, then: clear}
                  - {name: not told, given: {load: {latency: {p50: 5ms}}}, then: unknown}
                """);
        return directory.resolve("pack");
    }
}
