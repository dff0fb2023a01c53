package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.AssistantSettings.Dialect;
import dev.perfadvisor.engine.assistant.AssistantSettings.Limits;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Provider;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Asks a scripted model about a case that was told in words. */
final class Asking {

    static final Advisor ADVISOR = new Advisor(List.of());
    static final Turn TURN =
            ADVISOR.dialogue().reply(Case.empty(), "Checkout takes 3 s since the deploy, the database is at 100 % CPU");
    static final Limits LIMITS = within(Duration.ofSeconds(20), Duration.ofSeconds(30));
    static final Move ANSWER = Voices.answer(List.of(Line.of("The evidence shows:", "verdict:1")));

    private Asking() {}

    /** A wire format, and whether answers come in parts. */
    record Way(Protocol protocol, boolean streaming) {}

    /** Every protocol, in both ways. */
    static Stream<Way> ways() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Stream.of(new Way(protocol, true), new Way(protocol, false)));
    }

    static Limits within(Duration call, Duration message) {
        return new Limits(call, message, 6, 200_000, 1_000_000, 0, 0, 0, 2_000);
    }

    static Provider provider(Protocol protocol) {
        return switch (protocol) {
            case OPENAI -> Provider.OPENAI_COMPATIBLE;
            case OLLAMA -> Provider.OLLAMA;
            case ANTHROPIC -> Provider.ANTHROPIC;
        };
    }

    static Assistant assistant(Way way, String url, Limits limits) {
        return assistant(way, url, limits, Telemetry.NONE);
    }

    static Assistant assistant(Way way, String url, Limits limits, Telemetry telemetry) {
        return new Assistant(
                new AssistantSettings(
                        provider(way.protocol()),
                        url,
                        "scripted",
                        "k-123456",
                        way.streaming(),
                        Dialect.standard(),
                        limits),
                ADVISOR,
                telemetry,
                List.of());
    }

    static Spoken speak(Way way, Script script) {
        return speak(way, LIMITS, CaseMemory.empty(), script);
    }

    static Spoken speak(Way way, Limits limits, CaseMemory memory, Script script) {
        try (var model = new ScriptedModel(way.protocol(), script)) {
            return speak(way, model.baseUrl(), limits, memory);
        }
    }

    static Spoken speak(Way way, String url, Limits limits, CaseMemory memory) {
        try (var assistant = assistant(way, url, limits)) {
            return assistant.speak(TURN, "Why?", memory, RunSource.none(), Listener.NONE);
        }
    }

    /** The last sentence of the verdict, which is so. */
    static Move verdict(Seen seen) {
        return Voices.answer(List.of(verdictLine(seen)));
    }

    static Line verdictLine(Seen seen) {
        return Line.of(seen.items("verdict").getFirst().says().getLast(), "verdict:1");
    }

    /** It is the answer without a model, which says what happened. */
    static void answered(Spoken spoken, Fault.Kind kind, String told) {
        assertThat(spoken.grounding().status()).isEqualTo(Status.DETERMINISTIC);
        assertThat(spoken.grounding().fellBack()).isTrue();
        assertThat(spoken.fault()).isNotNull().extracting(Fault::kind).isEqualTo(kind);
        assertThat(page(spoken)).contains(told, "Hypotheses", "Plan");
    }

    static String page(Spoken spoken) {
        return Renderer.render(SpokenPage.of(spoken), Format.MARKDOWN, new Style(100, false, true, false));
    }
}
