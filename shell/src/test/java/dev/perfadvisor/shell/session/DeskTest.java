package dev.perfadvisor.shell.session;

import static dev.perfadvisor.shell.session.Sitting.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Run;
import dev.perfadvisor.shell.Screen;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line is taken for, and what is said of one that can not be run. */
class DeskTest {

    private final Sitting sitting = new Sitting();

    @TempDir
    private Path directory = Path.of("");

    private Turn after(String... lines) {
        return sitting.after(lines);
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
                "clear sign of a memory leak",
                "/checkout is slow",
                "/checkout/basket is slow since we use lib-2.1.gz",
                "/checkout is slow, the database too, see app.log",
                "export of all orders takes 3 s",
                "undo of an order is slow"
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
    void aPathThatIsNotThereIsRefused() {
        var turn = after("attach " + directory.resolve("missing.jfr"));

        assertThat(turn.output())
                .isInstanceOfSatisfying(
                        Output.Refusal.class,
                        refusal -> assertThat(refusal.exit()).isEqualTo(Exit.NOTHING_READ));
        isEmpty(turn.session());
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
    void whyIsAskedWithAQuestionMark() {
        assertThat(text(after("checkout takes 3 s", "Why?")))
                .isEqualTo(text(after("checkout takes 3 s", "why")))
                .contains("decibans");
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
        isEmpty(turn.session());
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
        "/no/such/file.jfr, There is no file '/no/such/file.jfr'",
        "/no/such/friday nigth/app.jfr, There is no file '/no/such/friday nigth/app.jfr'",
        "../samples/my app.jfr.gz, There is no file '../samples/my app.jfr.gz'",
        "../samples/chekout, There is no file '../samples/chekout'",
        "app.jfr, There is no file 'app.jfr'",
        "my-slow.log, There is no file 'my-slow.log'",
        "export it to report.md, A name with spaces stands in quotes",
        "summary, Did you mean diagnose?",
        "Files, Did you mean evidence?",
        "q, Did you mean exit?"
    })
    void whatCanNotBeRunAsItStandsSaysHowItCan(String line, String advice) {
        var turn = after(line);

        assertThat(text(turn)).contains(advice);
        assertThat(turn.output()).isInstanceOf(Output.Refusal.class);
        isEmpty(turn.session());
    }

    @Test
    void aMistypedCommandIsSuggestedWithItsArguments() {
        assertThat(text(after("wyh db.n-plus-one"))).contains("Did you mean why db.n-plus-one?");
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
        isEmpty(after("the database is slow", "clear").session());
        assertThat(after("exit").output()).isEqualTo(new Output.Leave());
        assertThat(after("  ").output()).isEqualTo(new Output.Silence());
        assertThat(after("# a comment").output()).isEqualTo(new Output.Silence());
    }

    @Test
    void controlCharactersAreNotShown() {
        assertThat(text(after("attach /tmp/\u001B[31mred.jfr"))).doesNotContain("\u001B");
        assertThat(Screen.safe("a\u001B]0;title\u0007b\u202Ec\n")).isEqualTo("a?]0;title?b?c\n");
    }

    private static void isEmpty(Session session) {
        assertThat(session.current()).isEqualTo(Case.empty());
        assertThat(session.evidence()).isEmpty();
        assertThat(session.number()).isZero();
        assertThat(session.unkept().added()).isEmpty();
    }
}
