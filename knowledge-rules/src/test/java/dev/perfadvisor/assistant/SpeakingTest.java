package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that reads real tool results over real protocols answers in sentences of the evidence. */
class SpeakingTest {

    private static final Advisor ADVISOR = Asking.ADVISOR;
    private static final Turn TURN = ADVISOR.attach(
            Case.empty(),
            List.of(new Given.OfPath(Path.of("src/test/resources/cases/missing-index"))),
            Progress.SILENT);

    static Stream<Way> ways() {
        return Asking.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatTheEvidenceSaysIsShown(Way way) {
        Spoken spoken;
        try (var model = new ScriptedModel(way.protocol(), Voices.honest());
                var assistant = Asking.assistant(way, model.baseUrl(), Asking.LIMITS)) {
            spoken = assistant.speak(TURN, "Why is it slow?", CaseMemory.empty(), RunSource.none(), Listener.NONE);
            assertThat(model.streamed()).isEqualTo(way.streaming());
        }

        assertThat(spoken.fault()).isNull();
        assertThat(spoken.grounding()).isEqualTo(new Spoken.Grounding(Status.VERIFIED, 3, 3, 3, false));
        assertThat(spoken.claims()).flatExtracting(Claim::cites).contains("cause:db.missing-index");
        assertThat(spoken.claims())
                .extracting(Claim::text)
                .anySatisfy(text -> assertThat(text).contains("decibans"));
        assertThat(spoken.usage().tools()).containsExactly("list_causes", "list_findings", "timeline");
        assertThat(spoken.usage().inputTokens()).isEqualTo(200);
    }

    /** From words alone there are hypotheses; what would help against one is not shown as advice. */
    @Test
    void whatHelpsAgainstAHypothesisSaysSo() {
        var way = new Way(Protocol.OPENAI, true);
        Function<UnaryOperator<String>, Spoken> said = change -> Asking.speak(
                way,
                seen -> seen.results().isEmpty()
                        ? Move.Calls.of(new Call("remedies", "{}"))
                        : Voices.answer(List.of(Line.of(
                                change.apply(
                                        seen.items("remedy").getFirst().says().getFirst()),
                                seen.items("remedy").getFirst().id()))));

        assertThat(said.apply(text -> text).claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.text()).contains("If the hypothesis ", " holds: "));
        assertThat(said.apply(text -> text.replaceFirst(".* holds: ", "")).claims())
                .isEmpty();
    }
}
