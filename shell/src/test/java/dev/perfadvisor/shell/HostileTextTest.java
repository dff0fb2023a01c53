package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.render.FlameGraphs;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control characters of artifacts, in their names and inside them, never reach a terminal as they are. */
class HostileTextTest {

    /** Clears the screen, sets the title of the window, rings, and turns the direction of writing. */
    private static final String HOSTILE = "\u001B[2J\u001B]0;owned\u0007\u009B31m\u202Egnp";

    @TempDir
    private Path directory = Path.of("");

    private Path log = Path.of("");

    /** A slow query log whose name, statements, tables, users and literals are hostile. */
    @BeforeEach
    void writeLog() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append("# Time: 2026-01-01T10:00:%02d.%06dZ%n".formatted(i / 10, i % 10 * 100_000))
                    .append("# User@Host: u")
                    .append(HOSTILE)
                    .append("[u] @ host [10.0.0.1]  Id: 7\n")
                    .append("# Query_time: 2.5  Lock_time: 0.1 Rows_sent: 1  Rows_examined: 900000\n")
                    .append("SET timestamp=")
                    .append(1_767_261_600 + i / 10)
                    .append(";\n")
                    .append("select * from `t")
                    .append(HOSTILE)
                    .append("` where a like '%")
                    .append(HOSTILE)
                    .append(i)
                    .append("' /* ")
                    .append(HOSTILE)
                    .append(" */;\n");
        }
        log = Files.writeString(directory.resolve("slow" + HOSTILE + ".log"), text);
    }

    private Run run(String in, String... args) {
        var input = in.isEmpty()
                ? InputStream.nullInputStream()
                : new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
        var env = Map.of("XDG_DATA_HOME", directory.resolve("data").toString(), "NO_COLOR", "1");
        // The progress and the result, as at a terminal without colours.
        return new Run.Setting(input, env, List.of("out", "err")).run(args);
    }

    private static void isHarmless(Run run) {
        isHarmless(run.out());
        // Progress moves the cursor to the beginning of its line and clears it.
        isHarmless(run.err().replace("\r", "").replace("\u001B[K", ""));
    }

    private static void isHarmless(String text) {
        assertThat(text.lines().filter(line -> line.codePoints().anyMatch(HostileTextTest::isControl)))
                .isEmpty();
    }

    private static boolean isControl(int c) {
        return (Character.isISOControl(c) && c != '\t') || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "json", "markdown", "html"})
    void inADiagnosis(String format) {
        var run = run("", "diagnose", log.toString(), "--problem", "slow " + HOSTILE, "--full", "--format", format);

        isHarmless(run);
        assertThat(run.out()).contains("owned");
        assertThat(run.exit()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "json"})
    void inFacts(String format) {
        var run = run("", "facts", log.toString(), "--format", format);

        isHarmless(run);
        assertThat(run.out()).contains("owned");
    }

    @Test
    void inWhatASessionShows() {
        var lines = """
                attach '%s'
                it is slow %s
                why
                plan
                next
                evidence
                timeline
                facts
                rules %s
                why %s
                help %s
                open %s
                detach %s
                export /no/such/%s.html
                baseline save x%s
                %s
                """.replace("%s", HOSTILE)
                .replaceFirst("(?s)'.*?'", "'" + log.toString().replace("\\", "\\\\") + "'");

        var run = run(lines, "script", "-");

        isHarmless(run);
        assertThat(run.out()).contains("Sum:", "owned");
        assertThat(run.err()).contains("owned");
    }

    @Test
    void inComplaints() throws IOException {
        var noise = Files.writeString(directory.resolve("noise" + HOSTILE), HOSTILE);

        for (var args : List.of(
                List.of("diagnose", noise.toString()),
                List.of("diagnose", "/no/such" + HOSTILE),
                List.of("diagnose", log.toString(), "--output", "/no/such" + HOSTILE + "/report.html"),
                List.of("diagnose", log.toString(), "--criteria", HOSTILE),
                List.of("diagnose", log.toString(), "--baseline", HOSTILE),
                List.of("diagnose", "--format", HOSTILE),
                List.of("diagnose", "--" + HOSTILE),
                List.of(HOSTILE),
                List.of("help", HOSTILE),
                List.of("ask", HOSTILE),
                List.of("compare", noise.toString(), "--with", noise.toString()),
                List.of("flamegraph", noise.toString()),
                List.of("flamegraph", noise.toString(), "--of", HOSTILE),
                List.of("loadtest", "--url", HOSTILE),
                List.of("loadtest", "--from", noise.toString()),
                List.of("rules", "show", HOSTILE),
                List.of("rules", "check", "/no/such" + HOSTILE),
                List.of("rules", "score", "/no/such" + HOSTILE),
                List.of("baseline", "show", HOSTILE),
                List.of("script", "/no/such" + HOSTILE))) {
            var run = run("", args.toArray(String[]::new));

            isHarmless(run);
            assertThat(run.out() + run.err()).as(String.join(" ", args)).isNotBlank();
            assertThat(run.err()).doesNotContain("Internal error");
        }
    }

    @Test
    void inTheProgress() {
        var err = new ByteArrayOutputStream();
        try (var line = ProgressLine.on(new PrintStream(err, true, StandardCharsets.UTF_8), 1000)) {
            line.read("slow" + HOSTILE + ".log", 10L);
            await(() -> err.size() > 0);
        }
        var shown = err.toString(StandardCharsets.UTF_8);
        assertThat(shown).contains("owned");
        isHarmless(shown.replace("\r", "").replace("\u001B[K", ""));
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal", "json", "markdown", "html"})
    void inAFlameGraph(String format) {
        var root = new FlameGraph.Builder("all");
        root.child("com.shop." + HOSTILE).add(7);
        var graph = root.graph("cpu", "samples");

        var text = FlameText.of(graph, Format.of(format).orElseThrow(), Style.plain());

        assertThat(text).contains("owned");
        isHarmless(text);
        isHarmless(FlameGraphs.collapsed(graph, null));
    }
}
