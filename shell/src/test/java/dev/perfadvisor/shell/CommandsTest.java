package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void helpNamesWhatIsThereAndNothingElse() {
        var run = Run.of("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Exit status");
        assertThat(commandsIn(run.out()))
                .containsExactly(
                        "diagnose",
                        "facts",
                        "compare",
                        "baseline",
                        "flamegraph",
                        "loadtest",
                        "ask",
                        "rules",
                        "script",
                        "doctor",
                        "mcp",
                        "serve",
                        "help");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Run.of("help").out()).isEqualTo(Run.of("--help").out());
        assertThat(Run.of("help", "baseline", "save").out())
                .isEqualTo(Run.of("baseline", "save", "--help").out());

        var typo = Run.of("help", "compar");
        assertThat(typo.exit()).isEqualTo(2);
        assertThat(typo.err()).contains("did you mean compare?");
    }

    @Test
    void everyCommandHasAnExampleInItsHelp() {
        for (var command : commandsIn(Run.of("--help").out())) {
            var help = Run.of(command, "--help").out();
            assertThat(help).as(command).contains("Example: ");
            for (var below : commandsIn(help)) {
                assertThat(Run.of(command, below, "--help").out())
                        .as(command + " " + below)
                        .contains("Example: ./advisor " + command + " " + below);
            }
        }
    }

    /** First words of the lines below {@code Commands:}, but not of those that go on from the line above. */
    private static List<String> commandsIn(String help) {
        return help.lines()
                .dropWhile(line -> !line.startsWith("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .filter(line -> line.matches(" {2}\\w.*"))
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }

    @Test
    void suggestsWhatWasMeant() {
        var command = Run.of("diagnos", "app.jfr");
        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.err()).contains("did you mean diagnose?").contains("./advisor --help");

        var option = Run.of("diagnose", "--formt", "json");
        assertThat(option.exit()).isEqualTo(2);
        assertThat(option.err()).contains("did you mean --format?");
    }

    @Test
    void saysWhichValuesThereAre() {
        var run = Run.of("diagnose", "--problem", "slow", "--format", "pdf");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("'pdf' is none of terminal, json, markdown, html");
    }

    @Test
    void factsCanBeHandedInAgain() {
        var file = directory.resolve("facts.json");

        var facts = Run.of("facts", Run.k6Summary(directory).toString(), "--output", file.toString());
        var again = Run.of("diagnose", file.toString());

        assertThat(facts.exit()).isZero();
        assertThat(file).content(StandardCharsets.UTF_8).contains("advisor.facts/1", "\"load\"");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).contains("PLAN");
    }

    @Test
    void factsCanBeRead() {
        var run = Run.of("facts", Run.k6Summary(directory).toString(), "--format", "terminal");

        assertThat(run.out()).contains("load.run.requests");
    }

    @Test
    void asksInWordsWithoutQuotes() {
        var run = Run.of("ask", "the", "database", "is", "slow");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("HYPOTHESES");
    }

    @Test
    void showsRules() {
        var list = Run.of("rules", "list");
        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("k6.checks-failing");

        assertThat(Run.of("rules", "show", "k6.checks-failing").out()).contains("WHEN IT FIRES");

        var typo = Run.of("rules", "show", "k6.check-failing");
        assertThat(typo.exit()).isEqualTo(2);
        assertThat(typo.err()).contains("did you mean k6.checks-failing?");
    }

    @Test
    void checksAPack() throws IOException {
        var pack = Run.packThatFires(directory);
        assertThat(Run.of("rules", "check", pack.toString()).exit()).isZero();

        var rule = pack.resolve("own/own.always.yaml");
        Files.writeString(rule, Files.readString(rule).replace("load.run.requests > 0", "load.run.request > 0"));
        var check = Run.of("rules", "check", pack.toString());
        assertThat(check.exit()).isEqualTo(1);
        assertThat(check.out()).contains("own.always.yaml:", "requests");

        var diagnose = Run.of("diagnose", "--problem", "slow", "--rules", pack.toString());
        assertThat(diagnose.exit()).isEqualTo(2);
    }

    @Test
    void runsLinesFromAScript() {
        var lines = """
                attach '%s'
                the database is slow
                why
                baseline now please
                rule nonsense
                exit
                never reached
                """.formatted(Run.k6Summary(directory));

        var in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        var run = new Run.Setting(in, Map.of(), List.of()).run();

        assertThat(run.out()).contains("EVIDENCE", "PLAN").doesNotContain("never reached");
        assertThat(run.err()).contains("There is no rule 'nonsense'");
        assertThat(run.exit()).isEqualTo(2);
    }
}
