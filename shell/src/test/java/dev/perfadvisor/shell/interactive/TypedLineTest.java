package dev.perfadvisor.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.shell.Run;
import dev.perfadvisor.shell.session.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed at the prompt, at a pseudo-terminal: what Tab completes, and what is said of what can not be done. */
class TypedLineTest {

    /** A window that takes every answer without paging. */
    private static final int TALL = 1000;

    private static final List<String> WRONG = List.of(
            "why",
            "diagnose",
            "evidence",
            "facts",
            "export",
            "export report.html",
            "export /no/such/directory/report.html",
            "attach",
            "attach /no/such.jfr",
            "detach no.jfr",
            "open",
            "open 7",
            "open seven",
            "rule no.such",
            "rules no-such",
            "help no-such",
            "flamegraph",
            "flamegraph nonsense",
            "timeline --format no",
            "plan --no",
            "validate",
            "validate /no/such.json",
            "baseline",
            "baseline show none",
            "baseline delete none",
            "baseline save",
            "next --no",
            "cases --no",
            "clear --no",
            "exit --no",
            "quit --no",
            "rule",
            "delete",
            "delete 7",
            "delete seven");

    @TempDir
    private Path directory = Path.of("");

    private Typed session() {
        return new Typed(directory, "xterm", 80, TALL, true);
    }

    @Test
    void tabCompletesOnlyWhatFits() throws IOException {
        var folder = Files.createDirectory(directory.resolve("my evidence"));
        Files.writeString(folder.resolve("app one.jfr"), "");
        try (var typed = session()) {
            typed.keys("time" + Typed.TAB);
            typed.awaits("timeline");
            typed.keys(Typed.ENTER);
            typed.awaits("no timeline");
            typed.line("the database is slow");
            typed.keys("why db.n-p" + Typed.TAB);
            typed.awaits("lus-one");
            typed.keys(Typed.ENTER);
            typed.awaits("Sum:");
            typed.awaits("advisor> ");
            typed.keys("attach " + directory + "/my" + Typed.TAB);
            typed.awaits("evidence");
            typed.keys("app" + Typed.TAB);
            typed.awaits("one.jfr");
            assertThat(typed.line("")).contains("app one.jfr");
        }
    }

    @Test
    void tabCompletesWhatACommandTakes() {
        try (var typed = session()) {
            typed.line("the database is slow");
            completes(typed, "rule orm.n-plus-o", "ne");
            completes(typed, "why db.n-plus-o", "ne");
            completes(typed, "help flamegr", "aph");
            completes(typed, "flamegraph alloca", "tion");
            completes(typed, "validate --crit", "eria");
            completes(typed, "plan --format mark", "down");
            completes(typed, "compare --fail", "-on");
            completes(typed, "baseline del", "ete");
            completes(typed, "open ", "1");
            completes(typed, "loadte", "st");
        }
    }

    /** What is typed gets an end by Tab; Ctrl-C then clears the line. */
    private static void completes(Typed typed, String begun, String end) {
        typed.keys(begun);
        typed.awaits(begun);
        typed.keys(Typed.TAB);
        typed.awaits(end);
        typed.keys(Typed.CTRL_C);
        typed.awaits("leaves.");
        typed.awaits("advisor> ");
    }

    @Test
    void commandsOfTheCommandLineKnowTheWindowAndTheirErrors() {
        try (var typed = session()) {
            typed.resize(60, TALL);
            assertThat(Typed.plain(typed.line("help compare")).lines())
                    .allMatch(line -> line.strip().length() <= 60)
                    .anyMatch(line -> line.contains("--fail-on"));
            assertThat(typed.line("compare")).contains("Name the runs before the change", "help compare shows how.");
            assertThat(typed.line("loadtest --kind strss --url https://shop.example/"))
                    .contains("strss");
            assertThat(typed.line("compare nothing.json --with nothing.json")).contains("nothing.json");
            assertThat(typed.line("flamegraph nothing.jfr")).contains("nothing.jfr");
        }
    }

    @Test
    void everyErrorIsASentenceAndTheSessionGoesOn() {
        assertThat(Arrays.stream(Verb.values()).map(Verb::word))
                .allMatch(verb -> WRONG.stream().anyMatch(line -> (line + " ").startsWith(verb + " ")));
        try (var typed = session()) {
            for (var line : WRONG) {
                var shown = Typed.plain(typed.line(line));
                assertThat(shown.substring(line.length(), shown.length() - "advisor> ".length()))
                        .as(line)
                        .isNotBlank()
                        .doesNotContain("Exception", "Internal error");
            }
        }
    }

    @Test
    void controlCharactersOfANameThatIsCompletedDoNotReachTheTerminal() throws IOException {
        for (var end : List.of("one", "two")) {
            Files.writeString(
                    directory.resolve("bad\u001B[31mred\u0007\u009B2J" + end + ".log"), "nothing that is known\n");
        }
        try (var typed = session()) {
            typed.keys("attach " + directory + "/ba" + Typed.TAB);
            typed.awaits("red");
            typed.keys(Typed.TAB + Typed.TAB);
            typed.awaits("two");
            assertThat(typed.screen()).doesNotContain("\u001B[31m", "\u0007\u009B", "\u009B");
        }
    }

    @Test
    void aPathWithSpacesNeedsNoQuotes() {
        var summary = Run.k6Summary(directory);
        try (var typed = session()) {
            typed.keys(summary + Typed.ENTER);
            typed.awaits("[Y/n] ");
            assertThat(typed.line("n")).contains("Nothing was attached.").doesNotContain("EVIDENCE");
            assertThat(typed.line("attach " + summary)).contains("EVIDENCE", "k6 summary.json");
            assertThat(typed.line("cases")).contains("1 (this one)");
        }
        assertThat(directory.resolve("performance-advisor/history")).content().doesNotContain(":n\n");
    }

    /** What is typed in place of yes or no is not lost: another path is offered, a command is run. */
    @Test
    void anAnswerThatIsNeitherYesNorNoIsALine() throws IOException {
        var summary = Run.k6Summary(directory);
        var other = Files.writeString(directory.resolve("you.log"), "nothing that is known\n");
        try (var typed = session()) {
            typed.keys(other + Typed.ENTER);
            typed.awaits("you.log'? [Y/n] ");
            typed.keys(summary + Typed.ENTER);
            typed.awaits("k6 summary.json'? [Y/n] ");
            assertThat(typed.line("no")).contains("Nothing was attached.");
            typed.keys(summary + Typed.ENTER);
            typed.awaits("[Y/n] ");
            assertThat(typed.line("help plan")).contains("what to do, stage by stage");
            typed.keys(summary + Typed.ENTER);
            typed.awaits("[Y/n] ");
            assertThat(typed.line("YES")).contains("EVIDENCE");
        }
        assertThat(directory.resolve("performance-advisor/history")).content().contains(":help plan\n");
    }

    @Test
    void aMistypedCommandIsSuggested() {
        try (var typed = session()) {
            assertThat(typed.line("wyh db.n-plus-one")).contains("Did you mean why db.n-plus-one?");
        }
    }
}
