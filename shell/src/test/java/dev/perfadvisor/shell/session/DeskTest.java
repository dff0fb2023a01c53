package dev.perfadvisor.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Run;
import dev.perfadvisor.shell.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeskTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    private final Shelf shelf = new Shelf();
    private final Desk desk = new Desk(() -> ADVISOR, () -> shelf, CommandLineDoor.closed());

    @TempDir
    private Path directory = Path.of("");

    /** Cases in memory. */
    private static final class Shelf implements CaseStore {

        private final List<String> texts = new ArrayList<>();

        @Override
        public long save(long number, String title, String verdict, String text) {
            if (number == NEW) {
                texts.add(text);
                return texts.size();
            }
            texts.set((int) number - 1, text);
            return number;
        }

        @Override
        public boolean delete(long number) {
            boolean there = text(number).isPresent();
            if (there) {
                texts.set((int) number - 1, "");
            }
            return there;
        }

        @Override
        public List<Entry> list() {
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < texts.size(); i++) {
                entries.add(new Entry(i + 1L, Instant.EPOCH, "title", "verdict"));
            }
            return entries;
        }

        @Override
        public Optional<String> text(long number) {
            return number <= texts.size() ? Optional.of(texts.get((int) number - 1)) : Optional.empty();
        }
    }

    private Turn after(String... lines) {
        var turn = new Turn(Session.empty(), new Output.Silence());
        for (var line : lines) {
            turn = desk.turn(turn.session(), desk.line(line), 80, Progress.SILENT);
        }
        return turn;
    }

    private static String text(Turn turn) {
        var shown = new Screen(Format.TERMINAL, false).show(turn.output(), Style.plain());
        return shown.text() + shown.complaint();
    }

    @Test
    void whatIsNoCommandIsSaid() {
        var turn = after("checkout is slow", "the queries of the cart aren't cached!");

        assertThat(turn.session().current().said())
                .containsExactly("checkout is slow", "the queries of the cart aren't cached!");
        assertThat(text(turn)).contains("PLAN", "HYPOTHESES");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "why is checkout slow",
                "next week the server is slow",
                "plan to double the load on the database",
                "open connections pile up in the pool",
                "help, the api is slow",
                "clear sign of a memory leak"
            })
    void sentencesThatBeginLikeCommandsAreSaid(String line) {
        assertThat(after(line).session().current().said()).containsExactly(line);
    }

    @Test
    void pathsAloneAreOffered() {
        var summary = Run.k6Summary(directory);

        for (var line : List.of(
                "'" + summary + "'",
                summary.toString().replace(" ", "\\ "),
                summary.toUri().toString())) {
            assertThat(after(line).output()).isEqualTo(new Output.Offer(List.of(summary.toString())));
        }
    }

    @Test
    void evidenceIsReadWhenItIsAttached() {
        var summary = Run.k6Summary(directory);

        var turn = after("attach \"" + summary + "\"", "evidence");

        assertThat(turn.session().evidence()).containsExactly(summary);
        assertThat(text(turn)).contains("k6 summary.json", "complete");
        var twice = after("attach '" + summary + "'", "attach '" + summary + "'");
        assertThat(twice.session().evidence()).hasSize(1);
        assertThat(text(after("attach '" + summary + "'", "facts"))).contains("advisor.facts/1");
        assertThat(text(after("attach '" + summary + "'", "timeline"))).contains("no timeline");
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        var turn = after("attach " + directory.resolve("missing.jfr"));

        assertThat(turn.output())
                .isInstanceOfSatisfying(
                        Output.Refusal.class,
                        refusal -> assertThat(refusal.exit()).isEqualTo(Exit.NOTHING_READ));
        assertThat(turn.session()).isEqualTo(Session.empty());
    }

    @Test
    void partsOfTheAnswerCanBeAskedFor() {
        var said = "the database is slow";

        assertThat(text(after(said, "plan"))).contains("PLAN").doesNotContain("HYPOTHESES");
        assertThat(text(after(said, "next"))).contains("jcmd");
        var result = Objects.requireNonNull(after(said).session().result());
        var last = result.diagnosis().causes().getLast().id();
        assertThat(text(after(said, "why " + last))).contains("prior", "Sum:");
        assertThat(text(after(said, "why 1"))).contains("Sum:");
        assertThat(after(said, "why db.nonsense").output()).isInstanceOf(Output.Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "why",
                "diagnose",
                "evidence",
                "facts",
                "export report.html",
                "open 7",
                "rule no.such",
                "help nonsense"
            })
    void whatCanNotBeDoneYetIsRefused(String line) {
        assertThat(after(line).output())
                .isInstanceOfSatisfying(
                        Output.Refusal.class,
                        refusal -> assertThat(refusal.exit()).isEqualTo(Exit.WRONG_USAGE));
    }

    @Test
    void exportsByTheEndingOfTheName() {
        var turn = after("the database is slow", "export 'my report.md'");

        assertThat(turn.output()).isInstanceOfSatisfying(Output.Export.class, export -> {
            assertThat(export.file()).isEqualTo(Path.of("my report.md"));
            assertThat(export.format()).isEqualTo(Format.MARKDOWN);
        });
        assertThat(after("the database is slow", "export report").output()).isInstanceOf(Output.Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diagnos",
                "wyh db.n-plus-one",
                "atach /tmp/x.jfr",
                "rul orm.n-plus-one",
                "opne 3",
                "hlep attach",
                "flamegrap lock"
            })
    void mistypedCommandsAreNotSaid(String line) {
        var turn = after(line);

        assertThat(text(turn)).contains("is no command");
        assertThat(turn.session()).isEqualTo(Session.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "why --fully, There is no option --fully",
        "plan --format yaml, --format takes one of terminal",
        "export, Type export FILE",
        "open abc, Type open CASE",
        "validate x.json --basline b, There is no option --basline",
        "rules nonsense, No rule has 'nonsense'",
        "help evidnce, did you mean help evidence?",
        "flamegraph alocation, did you mean allocation?",
        "flamegraph, No recording is attached",
        "detach x.jfr, is not attached",
        "/no/such/file.jfr, There is no file '/no/such/file.jfr'"
    })
    void whatCanNotBeRunAsItStandsSaysHowItCan(String line, String advice) {
        var turn = after(line);

        assertThat(text(turn)).contains(advice);
        assertThat(turn.output()).isInstanceOf(Output.Refusal.class);
        assertThat(turn.session()).isEqualTo(Session.empty());
    }

    @Test
    void aCauseIsFoundByAWordOfItsName() {
        var said = "the database is slow, hikari pool is exhausted";

        assertThat(text(after(said, "why pool?"))).contains("CONNECTION POOL EXHAUSTED", "Sum:");
        assertThat(text(after(said, "why nonsense")))
                .contains("names no cause 'nonsense'", "pool.connections-exhausted");
        assertThat(after(said, "why nonsense").session().current().answers()).isEmpty();
    }

    @Test
    void rulesCanBeLookedFor() {
        assertThat(text(after("rules n-plus-one"))).contains("orm.n-plus-one").doesNotContain("gc.");
    }

    @Test
    void evidenceCanBeTakenAwayAgain() throws IOException {
        var summary = Run.k6Summary(directory);
        var empty = Files.createFile(directory.resolve("empty.log"));

        var turn = after("attach '" + summary + "' '" + empty + "'", "detach empty.log");

        assertThat(turn.session().evidence()).containsExactly(summary);
        assertThat(turn.session().current().attached()).containsExactly(summary.toString());
        assertThat(text(turn)).doesNotContain("empty.log");
    }

    @Test
    void whereNothingCouldBeReadTheAnswerIsAboutThatAlone() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.log"));

        var turn = after("attach '" + empty + "'");

        assertThat(text(turn)).contains("the file is empty", "Collect it again").doesNotContain("PLAN");
        assertThat(turn.output())
                .isInstanceOfSatisfying(
                        Output.Page.class, page -> assertThat(page.exit()).isEqualTo(Exit.NOTHING_READ));
    }

    @Test
    void flameGraphsAreDrawnOfTheRecordingsThatAreAttached() throws IOException {
        var page = directory.resolve("locks.html");

        var turn = after("attach ../samples/checkout", "flamegraph", "flamegraph cpu --output '" + page + "'");

        assertThat(text(after("attach ../samples/checkout", "flamegraph")))
                .contains("Flame graph of cpu", "com.brightcart.")
                .doesNotContain("not read");
        assertThat(text(turn)).contains("Written to");
        assertThat(page).content().contains("<svg", "com.brightcart.");
    }

    @Test
    void theTimelineIsInWordsAndUnitsAndStaysWithTheCase() {
        var shown = text(after("attach ../samples/checkout", "timeline"));

        assertThat(shown)
                .contains("CPU used by the JVM", "Waiting for the database", "%")
                .doesNotContain("Nanos");
        assertThat(text(after("attach ../samples/checkout", "clear", "open 1", "timeline")))
                .isEqualTo(shown);
    }

    @Test
    void whatIsLeftOutIsShownWhenAskedFor() {
        var summary = Run.k6Summary(directory);
        var attach = "attach '" + summary + "'";

        assertThat(text(after(attach, "diagnose"))).contains("not shown here");
        assertThat(text(after(attach, "diagnose --full")))
                .doesNotContain("not shown here")
                .contains("could not be judged");
    }

    @Test
    void aMistypedCommandIsSuggestedWithItsArguments() {
        assertThat(text(after("wyh db.n-plus-one"))).contains("Did you mean why db.n-plus-one?");
    }

    @Test
    void casesAreKeptAndOpenedAgainWithoutTheirEvidence() throws IOException {
        var summary = Run.k6Summary(directory);
        var first = after("the api is slow", "attach '" + summary + "'");
        Files.delete(summary);

        var again = after("clear", "open 1");

        assertThat(first.session().number()).isEqualTo(1);
        assertThat(again.session().number()).isEqualTo(1);
        assertThat(again.session().current().said()).containsExactly("the api is slow");
        assertThat(Objects.requireNonNull(again.session().result()).diagnosis().causes())
                .isEqualTo(Objects.requireNonNull(first.session().result())
                        .diagnosis()
                        .causes());
        assertThat(text(after("open 1", "evidence"))).contains("k6 summary.json", "complete");
        assertThat(text(after("cases"))).contains("title", "verdict");
    }

    @Test
    void everyCommandExplainsItselfAndGivesAnExampleThatIsOne() {
        for (var verb : Verb.values()) {
            assertThat(text(after("help " + verb.word()))).contains(verb.usage(), verb.example());
            assertThat(Line.of(verb.example().split(",", 2)[0]))
                    .isInstanceOfSatisfying(
                            Line.Call.class, call -> assertThat(call.verb()).isEqualTo(verb));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "next",
                "why",
                "evidence",
                "rules",
                "rule orm.n-plus-one",
                "cases",
                "help",
                "help attach",
                "facts",
                "rules gc",
                "baseline list",
                "diagnose",
                "timeline"
            })
    void everyCommandAnswersInJson(String command) {
        var summary = Run.k6Summary(directory);
        var turn = after("the database is slow", "attach '" + summary + "'", command + " --format json");

        var shown = new Screen(Format.TERMINAL, false).show(turn.output(), Style.plain());

        assertThat(shown.text())
                .startsWith("{")
                .contains("\"schema\" : \"advisor.")
                .endsWith("}\n");
        assertThat(shown.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void clearForgetsAll() {
        assertThat(after("the database is slow", "clear").session()).isEqualTo(Session.empty());
        assertThat(after("exit").output()).isEqualTo(new Output.Leave());
        assertThat(after("  ").output()).isEqualTo(new Output.Silence());
        assertThat(after("# a comment").output()).isEqualTo(new Output.Silence());
    }

    @Test
    void controlCharactersAreNotShown() {
        assertThat(text(after("attach /tmp/\u001B[31mred.jfr"))).doesNotContain("\u001B");
        assertThat(Screen.safe("a\u001B]0;title\u0007b\u202Ec\n")).isEqualTo("a?]0;title?b?c\n");
    }
}
