package dev.perfadvisor.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.LoadRuns;
import dev.perfadvisor.shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The session as typed at a pseudo-terminal: Spring Shell, JLine, the dialogue and the store together. */
class InteractiveShellTest {

    /** A window that takes every answer without paging. */
    private static final int TALL = 1000;

    @TempDir
    private Path directory = Path.of("");

    private Typed session() {
        return new Typed(directory, "xterm", 80, TALL, true);
    }

    @Test
    void fromAProblemToAPlanAndAKeptCase() {
        var summary = Run.k6Summary(directory);
        try (var typed = session()) {
            assertThat(typed.line("the database is slow!")).contains("HYPOTHESES", "QUESTION");
            assertThat(typed.line("I don't know")).contains("That is all right");
            assertThat(typed.line("why")).contains("Sum:");
            typed.keys("'" + summary + "'" + Typed.ENTER);
            typed.awaits("[Y/n] ");
            assertThat(typed.line("")).contains("EVIDENCE", "k6 summary.json");
            assertThat(typed.line("plan")).contains("Validate");
            assertThat(typed.line("export " + directory.resolve("report.html"))).contains("Written to");
            assertThat(typed.line("export")).contains("Type export FILE, for example");
            assertThat(typed.line("cases")).contains("1 (this one)", "the database is slow!");
            typed.keys("exit" + Typed.ENTER);
            assertThat(typed.leaves()).isEqualTo(Exit.DONE);
            assertThat(typed.screen()).doesNotContain("Exception", "Internal error");
        }
        assertThat(directory.resolve("report.html")).isNotEmptyFile();
        assertThat(directory.resolve("performance-advisor/history")).content().contains("the database is slow!");
    }

    @Test
    void anotherSessionGoesOnWithACaseAndBothAreOpenAtOnce() {
        try (var first = session();
                var second = session()) {
            first.line("checkout is slow, hikari pool is exhausted");
            assertThat(second.line("cases")).contains("checkout is slow");
            assertThat(second.line("open 1")).contains("Connection pool exhausted");
        }
    }

    @Test
    void aDamagedStoreIsToldAndSetAside() throws IOException {
        var store = Files.createDirectories(directory.resolve("performance-advisor"))
                .resolve("advisor.mv.db");
        Files.writeString(store, "this is no database ".repeat(1000));
        try (var typed = session()) {
            typed.line("the database is slow");
            assertThat(typed.line("cases")).contains("the database is slow");
            assertThat(typed.screen().replaceAll("\\s+", " ")).contains("is damaged", "kept as");
            assertThat(Typed.plain(typed.screen()).lines().filter(line -> line.contains("damaged")))
                    .allMatch(line -> line.length() <= 80);
        }
        try (var files = Files.list(directory.resolve("performance-advisor"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.contains("damaged"));
        }
    }

    @Test
    void ctrlCClearsTheLineAndCtrlDLeaves() {
        try (var typed = session()) {
            typed.keys("half a line");
            // A real terminal drops at Ctrl-C what was typed and not read yet; this one keeps it.
            typed.awaits("half a line");
            typed.keys(Typed.CTRL_C);
            typed.awaits("Ctrl-D or exit leaves.");
            typed.awaits("advisor> ");
            typed.keys(Typed.CTRL_D);
            assertThat(typed.leaves()).isEqualTo(Exit.DONE);
        }
    }

    @Test
    void longAnswersArePaged() {
        try (var typed = new Typed(directory, "xterm", 80, 20, true)) {
            typed.keys("rules" + Typed.ENTER);
            typed.awaits("Space: more");
            typed.keys("q");
            assertThat(typed.awaits("advisor> ")).contains("lines not shown");
        }
    }

    /** Whoever types on while the pager waits has the whole line; a surrogate pair and a pasted q, too. */
    @ParameterizedTest
    @ValueSource(strings = {"cases", "quit --no", "another thing is slow", "\uD83D\uDC0C all is slow"})
    void whatIsTypedAtThePagerBeginsTheNextLine(String line) {
        try (var typed = new Typed(directory, "xterm", 80, 20, true)) {
            typed.keys("rules" + Typed.ENTER);
            typed.awaits("Space: more");
            typed.keys(line);
            typed.awaits("lines not shown)");
            assertThat(Typed.plain(typed.awaits(line.substring(line.length() - 3))))
                    .contains("advisor> " + line);
            typed.resize(80, TALL);
            typed.keys(Typed.ENTER);
            typed.awaits("advisor> ");
        }
        assertThat(directory.resolve("performance-advisor/history")).content().contains(":" + line + "\n");
    }

    @Test
    void arrowsMoveThePagerOn() {
        try (var typed = new Typed(directory, "xterm", 80, 20, true)) {
            typed.keys("rules" + Typed.ENTER);
            typed.awaits("-- 19 of ");
            typed.keys("\u001B[B");
            typed.awaits("-- 20 of ");
            typed.keys("\u001B[6~");
            typed.awaits("-- 39 of ");
            typed.keys("\u001B[H");
            assertThat(Typed.plain(typed.awaits("advisor> "))).matches("(?s).*lines not shown\\)\\s+advisor> ");
        }
    }

    @Test
    void whatIsOnlyALittleLongerThanTheWindowIsNotPaged() {
        try (var typed = session()) {
            long lines = Typed.plain(typed.line("the database is slow")).lines().count() - 2;
            typed.line("clear");
            typed.resize(80, (int) (lines - 4));
            assertThat(typed.line("the database is slow"))
                    .doesNotContain("Space: more")
                    .contains("QUESTION");
        }
    }

    @Test
    void ctrlCLeavesThePagerAndNotTheSession() {
        try (var typed = new Typed(directory, "xterm", 80, 20, true)) {
            typed.keys("rules" + Typed.ENTER);
            typed.awaits("Space: more");
            typed.keys(Typed.CTRL_C);
            assertThat(typed.awaits("advisor> ")).contains("lines not shown");
            typed.resize(80, TALL);
            assertThat(typed.line("help plan")).contains("For example");
        }
    }

    @Test
    void ctrlCStopsAnAnalysisAndWhatWasKnownStands() throws IOException {
        var big = directory.resolve("big.log");
        var before = "2026-01-01 10:00:00.123 UTC [7] LOG:  duration: 3.1 ms  statement: select ";
        try (var out = Files.newBufferedWriter(big)) {
            for (int i = 0; i < 1_500_000; i++) {
                out.write(before + i % 50 + " from t where id = 7\n");
            }
        }
        try (var typed = session()) {
            typed.line("the database is slow");
            typed.keys("attach " + big + Typed.ENTER);
            typed.awaits(big + "");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            typed.keys(Typed.CTRL_C);
            assertThat(typed.awaits("advisor> ")).contains("Stopped. What was known before still stands.");
            assertThat(typed.line("evidence")).contains("No evidence is attached yet");
            assertThat(typed.line("why")).contains("Sum:");
        }
    }

    @Test
    void fromEvidenceToAPlanForItsCause() {
        try (var typed = session()) {
            typed.line("the order history is slow since Monday");
            assertThat(typed.line("attach ../samples/checkout")).contains("One query per row (N+1)", "Gain:");
            assertThat(typed.line("why n-plus-one")).contains("orm.n-plus-one", "Sum:");
            assertThat(typed.line("how do I fix it?")).contains("JOIN FETCH");
            assertThat(typed.line("flamegraph")).contains("Flame graph of cpu", "com.brightcart.");
            assertThat(typed.line("timeline")).contains("Waiting for the database");
            assertThat(typed.line("plan")).contains("Validate");
            assertThat(typed.screen()).doesNotContain("Exception:", "Internal error");
        }
    }

    @Test
    void fromAProblemToAFixThatIsProvenAndToOneThatIsNot() throws IOException {
        var before = LoadRuns.write(directory, "before", 5, 900);
        var after = LoadRuns.write(directory, "after", 5, 200);
        try (var typed = session()) {
            assertThat(typed.line("the order history takes 1.4 s at p99")).contains("HYPOTHESES", "QUESTION");
            assertThat(typed.line("attach " + before.getFirst())).contains("The tail is slow");
            assertThat(typed.line("baseline save slow " + String.join(" ", before)))
                    .contains("slow@1: 5 runs");

            var one = typed.line("validate " + after.getFirst() + " --baseline slow --criteria 'p99 under 500 ms'");
            assertThat(one).contains("Not proven, indicates better", "p99 at most 500 ms", "met", "runs a side");
            assertThat(typed.line("plan")).contains("[ ] Compare the new run with the baseline");

            var all = typed.line(
                    "validate " + String.join(" ", after) + " --baseline slow --criteria 'p99 under 500 ms'");
            assertThat(all).contains("Better: p50 is 0.22", "All success criteria are met", "before-1", "after-5");
            assertThat(Typed.plain(typed.line("plan")))
                    .contains("[x] Success criterion (as you say): p99 at most 500 ms")
                    .contains("[x] Compare the new run with the baseline: better");

            var missed =
                    typed.line("validate " + String.join(" ", after) + " --baseline slow --criteria 'p99 under 50 ms'");
            assertThat(missed).contains("Missed: p99 at most 50 ms");
            assertThat(typed.screen()).doesNotContain("Exception:", "Internal error");
        }
    }

    @Test
    void linesFitTheWindowAlsoAfterItWasResized() {
        try (var typed = session()) {
            typed.resize(50, TALL);
            assertThat(Typed.plain(typed.line("help")).lines())
                    .hasSizeGreaterThan(30)
                    .allMatch(line -> line.strip().length() <= 50);
        }
    }

    @Test
    void withoutColourAndWithoutUtf8ThereIsAsciiOnly() {
        try (var typed = new Typed(directory, "dumb", 80, TALL, false)) {
            typed.line("the database is slow");
            assertThat(typed.screen().chars()).allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c < 127));
        }
    }

    @Test
    void controlCharactersOfAFileNameDoNotReachTheTerminal() throws IOException {
        var folder = Files.createDirectory(directory.resolve("evidence"));
        Files.writeString(folder.resolve("bad\u001B[31mred\u0007.log"), "nothing that is known\n");
        try (var typed = new Typed(directory, "dumb", 80, TALL, true)) {
            var shown = typed.line("attach " + folder);
            assertThat(shown).contains("bad?[31mred?.log").doesNotContain("\u001B", "\u0007");
        }
    }

    /** Who waits is told for what, and who does not want to wait any more ends the request, too. */
    @Test
    void aModelThatIsSlowIsTold() throws InterruptedException {
        var asked = new CountDownLatch(1);
        try (var model = new ScriptedModel(Protocol.OPENAI, _ -> {
                    asked.countDown();
                    return new Move.After(Duration.ofMinutes(5), new Move.Text("never"));
                });
                var typed = new Typed(
                        directory,
                        "xterm",
                        80,
                        TALL,
                        true,
                        Map.of("ADVISOR_ASSISTANT_MODEL", "scripted", "ADVISOR_ASSISTANT_BASE_URL", model.baseUrl()))) {
            typed.keys("checkout takes 3 s" + Typed.ENTER);
            typed.awaits("Asking scripted.");
            asked.await();
            typed.keys(Typed.CTRL_C);
            assertThat(typed.awaits("advisor> ")).contains("Stopped.");
            while (model.left() == 0) {
                Thread.sleep(10);
            }
            assertThat(typed.line("plan")).contains("advisor> ");
        }
    }
}
