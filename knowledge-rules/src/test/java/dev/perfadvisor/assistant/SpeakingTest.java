package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Exchanges;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Provider;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Voices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that reads real tool results over real protocols answers in sentences of the evidence. */
class SpeakingTest {

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Turn TURN = ADVISOR.attach(
            Case.empty(),
            List.of(new Given.OfPath(Path.of("src/test/resources/cases/missing-index"))),
            Progress.SILENT);

    private static Provider provider(Protocol protocol) {
        return switch (protocol) {
            case OPENAI -> Provider.OPENAI_COMPATIBLE;
            case OLLAMA -> Provider.OLLAMA;
            case ANTHROPIC -> Provider.ANTHROPIC;
        };
    }

    private static Spoken speak(Protocol protocol, Script script, String message) {
        var limits = new AssistantSettings.Limits(
                Duration.ofSeconds(20), Duration.ofSeconds(30), 8, 200_000, 1_000_000, 0, 0, 0);
        try (var model = new ScriptedModel(protocol, script);
                var assistant = new Assistant(
                        new AssistantSettings(provider(protocol), model.baseUrl(), "scripted", "k-123456", limits),
                        ADVISOR,
                        Telemetry.NONE,
                        List.of())) {
            return assistant.speak(TURN, message, Exchanges.none(), Listener.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheEvidenceSaysIsShown(Protocol protocol) {
        var spoken = speak(protocol, Voices.honest(), "Why is it slow?");

        assertThat(spoken.fault()).isNull();
        assertThat(spoken.grounding()).isEqualTo(new Spoken.Grounding(Status.VERIFIED, 3, 3, 3, false));
        assertThat(spoken.claims()).flatExtracting(Claim::cites).contains("cause:db.missing-index");
        assertThat(spoken.claims())
                .extracting(Claim::text)
                .anySatisfy(text -> assertThat(text).contains("decibans"));
        assertThat(spoken.usage().tools()).containsExactly("list_causes", "list_findings", "timeline");
        assertThat(spoken.usage().inputTokens()).isEqualTo(200);
    }
}
