package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.AssistantSettings.WrongSettingsException;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What providers are told besides the messages, as the settings say. */
class DialectTest {

    /** What came of it, and what was sent. */
    private record Heard(Spoken spoken, List<JsonNode> sent) {}

    private static Heard speak(Protocol protocol, Script script, Map<String, String> more) {
        try (var model = new ScriptedModel(protocol, script)) {
            var settings = new HashMap<>(Map.of(
                    "advisor.assistant.model", "scripted",
                    "advisor.assistant.provider", Asking.provider(protocol).id(),
                    "advisor.assistant.base-url", model.baseUrl()));
            settings.putAll(more);
            try (var assistant = new Assistant(
                    AssistantSettings.of(settings::get).orElseThrow(), Asking.ADVISOR, Telemetry.NONE, List.of())) {
                var spoken = assistant.speak(Asking.TURN, "Why?", CaseMemory.empty(), RunSource.none(), Listener.NONE);
                return new Heard(
                        spoken,
                        model.bodies().stream()
                                .map(JsonMapper.shared()::readTree)
                                .toList());
            }
        }
    }

    private static JsonNode sent(Protocol protocol, Map<String, String> settings) {
        return speak(protocol, Asking::verdict, settings).sent().getFirst();
    }

    /** Its own window is too small for the instructions and the tools, and it cuts without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void ollamaIsToldHowMuchItMustSee(String streaming) {
        var usual = Map.of("advisor.assistant.streaming", streaming);
        assertThat(sent(Protocol.OLLAMA, usual).path("options").path("num_ctx").asInt())
                .isEqualTo(16_384);
        var more = Map.of("advisor.assistant.streaming", streaming, "advisor.assistant.context-tokens", "40000");
        assertThat(sent(Protocol.OLLAMA, more).path("options").path("num_ctx").asInt())
                .isEqualTo(40_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void whatOllamaCanNotSeeIsNotAsked(String streaming) {
        var heard = speak(
                Protocol.OLLAMA,
                _ -> Move.Calls.of(new Call("bands", "{}"), new Call("caching", "{}"), new Call("plan", "{}")),
                Map.of("advisor.assistant.streaming", streaming, "advisor.assistant.context-tokens", "8192"));
        Asking.answered(heard.spoken(), Fault.Kind.BUDGET, "advisor.assistant.context-tokens");
        assertThat(heard.sent()).isNotEmpty();
        assertThat(heard.sent())
                .allSatisfy(body -> assertThat(body.toString().length() / 4).isLessThan(7_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void newerModelsOfOpenAiAreToldInTheirWay(String streaming) {
        var usual = sent(Protocol.OPENAI, Map.of("advisor.assistant.streaming", streaming));
        assertThat(usual.path("max_tokens").asInt()).isPositive();
        assertThat(usual.path("temperature").isNumber()).isTrue();
        assertThat(usual.has("max_completion_tokens")).isFalse();

        var newer = sent(
                Protocol.OPENAI,
                Map.of(
                        "advisor.assistant.streaming",
                        streaming,
                        "advisor.assistant.output-parameter",
                        "max_completion_tokens"));
        assertThat(newer.path("max_completion_tokens").asInt())
                .isGreaterThan(usual.path("max_tokens").asInt());
        assertThat(newer.has("max_tokens")).isFalse();
        assertThat(newer.has("temperature")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"context-tokens=2048", "context-tokens=many", "output-parameter=max"})
    void whatCanNotBeSetIsSaid(String setting) {
        var name = "advisor.assistant." + setting.substring(0, setting.indexOf('='));
        var value = setting.substring(setting.indexOf('=') + 1);
        var settings = new HashMap<>(Map.of("advisor.assistant.model", "scripted", name, value));
        assertThatThrownBy(() -> AssistantSettings.of(settings::get))
                .isInstanceOf(WrongSettingsException.class)
                .hasMessageContaining(name);
    }
}
