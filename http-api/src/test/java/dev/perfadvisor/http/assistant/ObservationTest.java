package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Planted;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes a span where a tracer is set up: names and attributes as OpenTelemetry has them for models, and no content. */
class ObservationTest {

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService("advisor.assistant.model=some-model");

    private static final RunningService SERVICE = TALK.service();

    /** All that ended, in order. */
    private static final Recorder SEEN = new Recorder(new CopyOnWriteArrayList<>());

    private record Recorder(List<Observation.Context> ended) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        List<Observation.Context> named(String name) {
            return ended.stream().filter(one -> name.equals(one.getName())).toList();
        }
    }

    @BeforeAll
    static void listen() {
        SERVICE.part(ObservationRegistry.class).observationConfig().observationHandler(SEEN);
    }

    @BeforeEach
    void forget() {
        SEEN.ended().clear();
    }

    private static Map<String, String> attributes(Observation.Context context) {
        var attributes = new TreeMap<String, String>();
        context.getAllKeyValues().forEach(one -> attributes.put(one.getKey(), one.getValue()));
        return attributes;
    }

    @Test
    void aRequestToAModelHasTheNamesOfTheConventions() throws IOException, InterruptedException {
        TALK.script(seen -> seen.results().isEmpty()
                ? Move.Calls.of(new Call("list_causes", "{}"), new Call("plan", "{}"))
                : ScriptedService.verdict(seen));
        var href = SERVICE.newCase();
        TALK.stream(href, "checkout takes 3 s");

        var requests = SEEN.named("gen_ai.client.operation.duration");
        assertThat(requests).hasSize(2).allSatisfy(one -> {
            assertThat(one.getContextualName()).isEqualTo("chat some-model");
            assertThat(one)
                    .isInstanceOfSatisfying(
                            SenderContext.class,
                            sent -> assertThat(sent.getKind()).isEqualTo(Kind.CLIENT));
            assertThat(one.getError()).isNull();
        });
        var port = String.valueOf(URI.create(TALK.model().baseUrl()).getPort());
        assertThat(attributes(requests.getFirst()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("gen_ai.operation.name", "chat"),
                        Map.entry("gen_ai.provider.name", "openai"),
                        Map.entry("gen_ai.request.model", "some-model"),
                        Map.entry("gen_ai.request.stream", "true"),
                        Map.entry("gen_ai.response.model", "scripted"),
                        Map.entry("gen_ai.response.finish_reasons", "tool_call"),
                        Map.entry("gen_ai.conversation.id", href.substring(href.lastIndexOf('/') + 1)),
                        Map.entry("gen_ai.usage.input_tokens", "100"),
                        Map.entry("gen_ai.usage.output_tokens", "20"),
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry("server.port", port),
                        Map.entry("error.type", KeyValue.NONE_VALUE),
                        Map.entry("advisor.assistant.tools", "list_causes,plan")));
        assertThat(attributes(requests.getLast())).containsEntry("advisor.assistant.tools", "answer");

        var tools = SEEN.named("gen_ai.execute_tool.duration");
        assertThat(tools)
                .extracting(Observation.Context::getContextualName)
                .containsExactly("execute_tool list_causes", "execute_tool plan");
        assertThat(attributes(tools.getFirst()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "gen_ai.operation.name", "execute_tool",
                        "gen_ai.tool.name", "list_causes",
                        "error.type", KeyValue.NONE_VALUE));
    }

    /** What is traced of a request that fails is the kind of its fault. */
    @Test
    void aFaultIsToldByItsKind() throws IOException, InterruptedException {
        TALK.script(_ -> new Move.Raw(500, "application/json", "{\"error\":\"Zebra41\"}", Map.of()));
        TALK.stream(SERVICE.newCase(), "checkout takes 3 s");
        TALK.script(seen -> new Move.Cut(ScriptedService.verdict(seen)));
        TALK.stream(SERVICE.newCase(), "checkout takes 3 s");
        TALK.script(seen -> seen.results().isEmpty()
                ? Move.Calls.of(new Call("get", "{\"Zebra42\":1}"))
                : ScriptedService.verdict(seen));
        TALK.stream(SERVICE.newCase(), "checkout takes 3 s");

        assertThat(SEEN.named("gen_ai.client.operation.duration"))
                .extracting(one -> attributes(one).get("error.type"))
                .containsExactly("server-error", "server-error", "broken-off", "none", "none");
        assertThat(SEEN.named("gen_ai.execute_tool.duration"))
                .extracting(one -> attributes(one).get("error.type"))
                .containsExactly("bad-arguments");
        assertThat(texts()).noneMatch(text -> text.contains("Zebra"));
    }

    @Test
    void aClientThatLeavesIsNoFault() throws Exception {
        var asked = new CountDownLatch(1);
        TALK.script(seen -> {
            asked.countDown();
            return new Move.After(java.time.Duration.ofMinutes(5), ScriptedService.verdict(seen));
        });
        TALK.leave(SERVICE.newCase(), asked);
        for (int i = 0;
                i < 600 && SEEN.named("gen_ai.client.operation.duration").isEmpty();
                i++) {
            Thread.sleep(50);
        }
        assertThat(SEEN.named("gen_ai.client.operation.duration"))
                .extracting(one -> attributes(one).get("error.type"))
                .containsExactly("cancelled");
    }

    /** Of hostile evidence, a question with secrets, and a model that puts what it read wherever it can. */
    @Test
    void noContentIsInAnyOfThem() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        TALK.put(href, "slow.log", Planted.slowLog());
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        SEEN.ended().clear();
        var told = new ArrayList<String>();
        TALK.script(seen -> switch (seen.results().size()) {
            case 0 ->
                Move.Calls.of(
                        new Call("list_findings", "{}"),
                        new Call("Zebra43", "{}"),
                        new Call("rules", "{\"word\":\"Zebra44\"}"));
            case 3 -> {
                seen.items("finding").forEach(item -> told.addAll(item.says()));
                yield Voices.answer(List.of(Line.of("Zebra45 and " + told.getFirst(), "finding:Zebra46/1")));
            }
            default -> ScriptedService.verdict(seen);
        });
        var stream = TALK.stream(href, Planted.MESSAGE + " Zebra47");

        assertThat(stream).contains("\"status\" : \"verified\"");
        assertThat(told).hasSizeGreaterThan(3);
        assertThat(SEEN.named("gen_ai.client.operation.duration")).hasSize(3);
        assertThat(texts())
                .isNotEmpty()
                .noneMatch(text -> text.contains("Zebra") || text.contains("IGNORE ALL") || text.contains("orders"))
                .noneMatch(text -> Planted.SECRETS.stream().anyMatch(text::contains))
                .noneMatch(text -> text.contains("k-PLANTED"))
                .noneMatch(
                        text -> told.stream().anyMatch(sentence -> text.contains(sentence) || sentence.equals(text)));
    }

    /** All that observations hold: names, attributes and errors, also of the requests to the service itself. */
    private static List<String> texts() {
        var texts = new ArrayList<String>();
        for (var context : SEEN.ended()) {
            texts.add(String.valueOf(context.getContextualName()));
            context.getAllKeyValues().forEach(one -> texts.add(one.getKey() + " = " + one.getValue()));
            for (Throwable error = context.getError(); error != null; error = error.getCause()) {
                texts.add(String.valueOf(error));
            }
        }
        return texts;
    }
}
