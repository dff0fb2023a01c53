package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    void packsOfTheEnvironmentAreAlwaysAdded() throws IOException {
        var pack = Run.packThatFires(directory);
        var setting = new Run.Setting(
                InputStream.nullInputStream(), Map.of("ADVISOR_RULES_PACKS", " " + pack + " ,"), List.of());
        assertThat(setting.run("rules", "list").out()).contains("own.always", "k6.checks-failing");
        assertThat(Run.of("rules", "list").out()).doesNotContain("own.always");

        var gone = Map.of("ADVISOR_RULES_PACKS", directory.resolve("no-pack").toString());
        var run = new Run.Setting(InputStream.nullInputStream(), gone, List.of()).run("rules", "list");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("no-pack", "can not be read");
    }

    @Test
    void printsTheSchemaOfRuleFiles() {
        var file = directory.resolve("rule.schema.json");
        assertThat(Run.of("rules", "schema", "--output", file.toString()).exit())
                .isZero();
        assertThat(file).content().startsWith("{").contains("\"db.n-plus-one\"");

        var run = Run.of("rules", "schema", "--format", "html");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("A schema is JSON");
    }

    @Test
    void scoresLabelledCases() throws IOException {
        var cases = Files.createDirectories(directory.resolve("cases"));
        var healthy = Files.createDirectories(cases.resolve("healthy"));
        Run.k6Summary(healthy);
        Files.writeString(healthy.resolve("truth.json"), "{\"healthy\": true}");

        var run = Run.of("rules", "score", cases.toString(), "--at-least", "100");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("1 cases: true cause first in 1 (100 %)");

        var leak = Files.createDirectories(cases.resolve("leak"));
        Run.k6Summary(leak);
        Files.writeString(leak.resolve("truth.json"), "{\"healthy\": false, \"causes\": [[\"memory.leak\"]]}");
        assertThat(Run.of("rules", "score", cases.toString(), "--at-least", "50")
                        .exit())
                .isZero();
        var half = Run.of("rules", "score", cases.toString(), "--at-least", "51", "--format", "json");
        assertThat(half.exit()).isEqualTo(1);
        assertThat(half.out()).contains("\"accuracy\" : 0.5", "\"unread\" : [ ]");
    }

    @Test
    void saysWhatCanNotBeScored() throws IOException {
        assertThat(Run.of("rules", "score", directory.resolve("none").toString())
                        .exit())
                .isEqualTo(2);
        var empty = Run.of("rules", "score", directory.toString());
        assertThat(empty.exit()).isEqualTo(2);
        assertThat(empty.err()).contains("none of its directories has a truth.json");
        assertThat(Run.of("rules", "score", directory.toString(), "--only", "sq")
                        .err())
                .contains("'sq' is none of jfr, sql, load; did you mean sql?");
        assertThat(Run.of("rules", "score", directory.toString(), "--at-least", "101")
                        .exit())
                .isEqualTo(2);

        Files.writeString(directory.resolve("truth.json"), "{\"healthy\": maybe}");
        var unread = Run.of("rules", "score", directory.toString());
        assertThat(unread.exit()).isEqualTo(3);
        assertThat(unread.out()).isEmpty();
        assertThat(unread.err()).contains("truth.json: line 1 is not JSON");
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
