package dev.perfadvisor.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.Exchange;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcCaseStore;
import dev.perfadvisor.engine.store.jdbc.JdbcExchangeStore;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model is told of a conversation, and what it may cost, before and after its case is kept. */
class ModelVoiceTest {

    private static final Advisor ADVISOR = new Advisor(List.of());

    @TempDir
    private Path directory = Path.of("");

    private static Move said(Seen seen) {
        var item = seen.items().getFirst();
        return Voices.answer(List.of(Line.of(item.says().getFirst(), item.id())));
    }

    private static Desk desk(Database database, ScriptedModel model) {
        var settings = AssistantSettings.of(Map.of(
                        "advisor.assistant.model", "scripted", "advisor.assistant.base-url", model.baseUrl())::get)
                .orElseThrow();
        var voice = new ModelVoice(
                settings,
                () -> ADVISOR,
                () -> new JdbcExchangeStore(database, Clock.systemUTC()),
                BaselineStore::nowhere);
        return new Desk(
                () -> ADVISOR,
                () -> new JdbcCaseStore(database, Clock.systemUTC()),
                BaselineStore::nowhere,
                CommandLineDoor.closed(),
                voice);
    }

    private static Turn take(Desk desk, Session session, String line) {
        return desk.turn(session, desk.line(line), 100, Progress.SILENT);
    }

    /** What is shown, in one line. */
    private static String words(Turn turn) {
        return Sitting.text(turn).replaceAll("\\s+", " ");
    }

    /** Before the first diagnosis there is nothing to keep, and models are asked all the same. */
    @Test
    void whatWasSaidBeforeACaseIsKeptGoesWithIt() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {});
                var model = new ScriptedModel(Protocol.OPENAI, ModelVoiceTest::said)) {
            var desk = desk(database, model);
            var first = take(desk, Session.empty(), "what is the plan?");
            assertThat(first.session().number()).isEqualTo(CaseStore.NEW);
            var second = take(desk, first.session(), "and what should I collect?");
            assertThat(second.session().number()).isEqualTo(CaseStore.NEW);
            assertThat(words(second)).contains("The case has taken 240 of");

            var kept = take(desk, second.session(), "checkout takes 3 s");
            assertThat(words(kept)).contains("The case has taken 360 of");
            assertThat(model.bodies().getLast()).contains("what is the plan?", "and what should I collect?");
            assertThat(new JdbcExchangeStore(database, Clock.systemUTC())
                            .of(kept.session().number()))
                    .extracting(Exchange::message)
                    .containsExactly("what is the plan?", "and what should I collect?", "checkout takes 3 s");
            assertThat(words(take(desk, Session.empty(), "it is slow"))).contains("The case has taken 120 of");
        }
    }

    @Test
    void twoShellsOnOneCaseSpendFromOneAccount() {
        try (var database = Database.open(directory, Clock.systemUTC(), _ -> {});
                var same = Database.open(directory, Clock.systemUTC(), _ -> {});
                var model = new ScriptedModel(Protocol.OPENAI, ModelVoiceTest::said)) {
            var one = desk(database, model);
            var mine = take(one, Session.empty(), "checkout takes 3 s");
            var other = desk(same, model);
            var theirs = take(other, Session.empty(), "open " + mine.session().number());
            // While one is answered, the other one is, too.
            var during = new ScriptedModel(Protocol.OPENAI, seen -> {
                take(other, theirs.session(), "why do you think so?");
                return said(seen);
            });
            try (during) {
                assertThat(words(take(desk(database, during), mine.session(), "why do you think so?")))
                        .contains("The case has taken 360 of");
            }
        }
    }
}
