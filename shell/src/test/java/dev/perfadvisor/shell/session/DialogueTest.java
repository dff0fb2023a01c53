package dev.perfadvisor.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogueTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    private final Dialogue dialogue = new Dialogue(() -> ADVISOR);

    @TempDir
    private Path directory = Path.of("");

    private Turn after(String... lines) {
        var turn = new Turn(Session.empty(), new Reply.Silence());
        for (var line : lines) {
            turn = dialogue.turn(turn.session(), line, Progress.SILENT);
        }
        return turn;
    }

    private static String text(Turn turn) {
        return switch (turn.reply()) {
            case Reply.Page(var document, var _) -> Renderer.render(document, Format.TERMINAL, Style.plain());
            case Reply.Note(var text) -> text;
            case Reply.Refusal(var text) -> text;
            case Reply.Export _, Reply.Silence _, Reply.Leave _ -> "";
        };
    }

    @Test
    void whatIsNoCommandIsSaid() {
        var turn = after("checkout is slow", "since we isn't caching!");

        assertThat(turn.session().problem()).isEqualTo("checkout is slow\nsince we isn't caching!");
        assertThat(turn.session().result()).isNotNull();
        assertThat(text(turn)).contains("PLAN");
    }

    @Test
    void sentencesThatBeginLikeCommandsAreSaid() {
        for (var line : List.of("why is checkout slow", "next week we have a sale", "plan to double the load")) {
            assertThat(after(line).session().problem()).isEqualTo(line);
        }
    }

    @Test
    void aPastedPathIsAttached() {
        var summary = Run.k6Summary(directory);

        for (var line : List.of(
                "'" + summary + "'",
                "attach \"" + summary + "\"",
                summary.toString().replace(" ", "\\ "))) {
            assertThat(after(line).session().evidence()).containsExactly(summary);
        }
    }

    @Test
    void evidenceIsReadWithTheProblem() {
        var summary = Run.k6Summary(directory);

        var turn = after("attach '" + summary + "'", "diagnose", "evidence");

        assertThat(text(turn)).contains("k6 summary.json", "complete");
        assertThat(text(after("attach '" + summary + "'", "attach '" + summary + "'")))
                .contains("1 path attached");
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        var turn = after("attach " + directory.resolve("missing.jfr"));

        assertThat(turn.reply()).isInstanceOf(Reply.Refusal.class);
        assertThat(turn.session()).isEqualTo(Session.empty());
    }

    @Test
    void partsOfTheAnswerCanBeAskedFor() {
        var said = "the database is slow";

        assertThat(text(after(said, "plan"))).contains("PLAN").doesNotContain("HYPOTHESES");
        assertThat(text(after(said, "next"))).contains("WHAT TO COLLECT NEXT");
        var result = Objects.requireNonNull(after(said).session().result());
        var last = result.diagnosis().causes().getLast().id();
        assertThat(text(after(said, "why " + last))).contains(last);
        assertThat(text(after(said, "why 1"))).contains("(");
        assertThat(after(said, "why db.nonsense").reply()).isInstanceOf(Reply.Refusal.class);
    }

    @Test
    void nothingToShowBeforeTheFirstAnswer() {
        for (var line : List.of("why", "plan", "next", "diagnose", "evidence", "export report.html")) {
            assertThat(after(line).reply()).as(line).isInstanceOf(Reply.Refusal.class);
        }
    }

    @Test
    void exportsByTheEndingOfTheName() {
        var turn = after("the database is slow", "export 'my report.md'");

        assertThat(turn.reply()).isInstanceOfSatisfying(Reply.Export.class, export -> {
            assertThat(export.file()).isEqualTo(Path.of("my report.md"));
            assertThat(export.format()).isEqualTo(Format.MARKDOWN);
        });
        assertThat(after("the database is slow", "export report").reply()).isInstanceOf(Reply.Refusal.class);
    }

    @Test
    void mistypedCommandsAreNotSaid() {
        var turn = after("diagnos");

        assertThat(text(turn)).contains("Did you mean diagnose?");
        assertThat(turn.session()).isEqualTo(Session.empty());
    }

    @Test
    void clearForgetsAll() {
        assertThat(after("the database is slow", "clear").session()).isEqualTo(Session.empty());
        assertThat(after("exit").reply()).isEqualTo(new Reply.Leave());
        assertThat(after("  ").reply()).isEqualTo(new Reply.Silence());
    }
}
