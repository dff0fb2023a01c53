package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseTest {

    @TempDir
    private Path directory = Path.of("");

    private Run.Setting onTerminal(Map<String, String> env) {
        return new Run.Setting(InputStream.nullInputStream(), env, List.of("out", "err"));
    }

    @Test
    void saysWhatItFoundOnStandardOutputOnly() {
        var run = Run.of("diagnose", Run.k6Summary(directory).toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("PLAN", "k6 summary.json").doesNotContain("\u001B");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void answersWordsAlone() {
        var run = Run.of("diagnose", "--problem", "the database is slow");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("HYPOTHESES");
    }

    @Test
    void wantsSomethingToDiagnose() {
        var run = Run.of("diagnose");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Nothing to diagnose", "./advisor diagnose --help");
    }

    @Test
    void writesJsonThatIsNamedByItsSchema() {
        var run = Run.of("diagnose", Run.k6Summary(directory).toString(), "--format", "json");

        assertThat(run.out()).startsWith("{").contains("\"schema\" : \"advisor.result/1\"");
    }

    @Test
    void readsStandardInput() throws IOException {
        var bytes = Files.newInputStream(Run.k6Summary(directory));

        var run = new Run.Setting(bytes, Map.of(), List.of()).run("diagnose", "-");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("standard input");
        assertThat(Run.of("diagnose", "-", "-").exit()).isEqualTo(2);
    }

    @Test
    void writesToAFileByItsEnding() throws IOException {
        var file = directory.resolve("report.html");
        Files.writeString(file, "as it was");

        var run = Run.of("diagnose", "--problem", "slow", "--output", file.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(file).content(StandardCharsets.UTF_8).containsIgnoringCase("<!doctype html>");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysBeforeTheWorkThatItCanNotWrite() {
        var run = Run.of("diagnose", "--problem", "slow", "--output", directory + "/missing/report.html");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("There is no directory");
    }

    @Test
    void failsOnASupportedCauseAsSevereAsAskedFor() throws IOException {
        var summary = Run.k6Summary(directory).toString();
        var pack = Run.packThatFires(directory).toString();

        assertThat(Run.of("diagnose", summary, "--rules", pack, "--fail-on", "medium")
                        .exit())
                .isEqualTo(1);
        assertThat(Run.of("diagnose", summary, "--rules", pack, "--fail-on", "none")
                        .exit())
                .isZero();
        assertThat(Run.of("diagnose", "--problem", "the database is slow", "--fail-on", "low")
                        .exit())
                .as("a hypothesis fails nothing")
                .isZero();
    }

    @Test
    void tellsWhatItCouldNotRead() throws IOException {
        var summary = Run.k6Summary(directory).toString();
        var odd = directory.resolve("odd\u001B[2J.bin");
        Files.write(odd, new byte[] {1, 2, 3});

        var some = Run.of("diagnose", summary, odd.toString(), directory + "/missing.jfr");
        assertThat(some.exit()).isZero();
        assertThat(some.err().lines())
                .hasSize(2)
                .allMatch(line -> line.contains("was not read"))
                .noneMatch(line -> line.contains("\u001B"));

        var none = Run.of("diagnose", odd.toString(), "--problem", "slow");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.out()).containsSubsequence("EVIDENCE", "odd", "HYPOTHESES", "PLAN", "WHAT TO COLLECT NEXT");
        assertThat(Run.of("diagnose", odd.toString()).out())
                .as("nothing was said, and nothing read: there is nothing to plan for")
                .containsSubsequence("hand in evidence that can be read", "EVIDENCE", "odd", "WHAT TO COLLECT NEXT")
                .doesNotContain("PLAN", "HYPOTHESES");
    }

    @Test
    void coloursATerminalUnlessToldNotTo() {
        var terminal = onTerminal(Map.of("TERM", "xterm")).run("diagnose", "--problem", "slow");
        var without = onTerminal(Map.of("TERM", "xterm", "NO_COLOR", "1")).run("diagnose", "--problem", "slow");
        var dumb = onTerminal(Map.of("TERM", "dumb")).run("diagnose", "--problem", "slow");

        assertThat(terminal.out()).contains("\u001B[");
        assertThat(without.out()).doesNotContain("\u001B");
        assertThat(dumb.out()).doesNotContain("\u001B");
    }

    @Test
    void showsAllOnDemand() {
        var brief = Run.of("diagnose", Run.k6Summary(directory).toString());
        var full = Run.of("diagnose", Run.k6Summary(directory).toString(), "--full");

        assertThat(full.exit()).isZero();
        assertThat(full.out().length()).isGreaterThan(brief.out().length());
    }

    @Test
    void fitsTheWidth() {
        var run = onTerminal(Map.of("COLUMNS", "60", "NO_COLOR", "1")).run("ask", "the database is slow");

        assertThat(run.out().lines().filter(line -> !line.startsWith("        ")))
                .allMatch(line -> line.length() <= 60);
    }

    @Test
    void neverReplacesTheEvidenceWithTheReport() throws IOException {
        var evidence = Run.k6Summary(directory);
        var before = Files.readAllBytes(evidence);

        var run = Run.of("diagnose", evidence.toString(), "--format", "json", "--output", evidence.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("is evidence");
        assertThat(Files.readAllBytes(evidence)).isEqualTo(before);
    }
}
