package dev.perfadvisor.http.assistant;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a tracer of OpenTelemetry exports when one is bridged to the observations. */
class SpansTest {

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService("advisor.assistant.model=some-model");

    private static final RunningService SERVICE = TALK.service();
    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();

    @BeforeAll
    static void trace() {
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(EXPORTED))
                .build();
        var propagator = new OtelPropagator(
                ContextPropagators.create(W3CTraceContextPropagator.getInstance()), provider.get("test"));
        var tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), _ -> {});
        SERVICE.part(ObservationRegistry.class)
                .observationConfig()
                .observationHandler(new FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
    }

    @BeforeEach
    void forget() {
        EXPORTED.reset();
    }

    private static List<SpanData> spans(String beginning) throws InterruptedException {
        for (int i = 0; i < 200 && all("http ").isEmpty(); i++) {
            // That of the request to the service ends after its answer.
            Thread.sleep(50);
        }
        return all(beginning);
    }

    private static List<SpanData> all(String beginning) {
        return EXPORTED.getFinishedSpanItems().stream()
                .filter(span -> span.getName().startsWith(beginning))
                .toList();
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), entry -> String.valueOf(entry.getValue())));
    }

    @Test
    void requestsAndToolsAreSpansBelowTheMessage() throws Exception {
        TALK.script(seen -> seen.results().isEmpty()
                ? Move.Calls.of(new Call("list_causes", "{}"))
                : ScriptedService.verdict(seen));
        TALK.stream(SERVICE.newCase(), "checkout takes 3 s since Zebra51");

        var chats = spans("chat ");
        assertThat(chats).hasSize(2).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("chat some-model");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
            assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
        });
        assertThat(attributes(chats.getFirst()))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "some-model")
                .containsEntry("gen_ai.response.model", "scripted")
                .containsEntry("gen_ai.response.finish_reasons", "tool_call")
                .containsEntry("gen_ai.usage.input_tokens", "100")
                .containsEntry("gen_ai.usage.output_tokens", "20")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("advisor.assistant.tools", "list_causes");
        var tool = spans("execute_tool ").getFirst();
        assertThat(tool.getName()).isEqualTo("execute_tool list_causes");
        assertThat(attributes(tool)).containsEntry("gen_ai.tool.name", "list_causes");

        var message = EXPORTED.getFinishedSpanItems().stream()
                .filter(span -> span.getSpanId().equals(tool.getParentSpanId()))
                .toList();
        assertThat(message).singleElement().satisfies(span -> {
            assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
            assertThat(span.getSpanId()).isEqualTo(chats.getFirst().getParentSpanId());
        });
        assertThat(EXPORTED.getFinishedSpanItems().toString()).doesNotContain("Zebra51", "hypothesis");
    }

    @Test
    void aFaultIsAnErrorOfItsSpan() throws Exception {
        TALK.script(seen -> new Move.Cut(ScriptedService.verdict(seen)));
        TALK.stream(SERVICE.newCase(), "checkout takes 3 s since Zebra52");

        assertThat(spans("chat ")).singleElement().satisfies(span -> {
            assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("broken-off");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
        assertThat(EXPORTED.getFinishedSpanItems().toString()).doesNotContain("Zebra52", "hypothesis");
    }
}
