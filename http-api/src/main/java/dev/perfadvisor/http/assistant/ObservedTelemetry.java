package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Telemetry;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to a model and calls of tools as observations, which are metrics, and spans where a tracer is set up; with the
 * names that OpenTelemetry has for clients of models. No content.
 */
record ObservedTelemetry(MeterRegistry meters, ObservationRegistry observations) implements Telemetry {

    private static final Logger LOG = LoggerFactory.getLogger(ObservedTelemetry.class);

    private static final String OPERATION = "gen_ai.operation.name";
    private static final String ERROR = "error.type";

    /** Only its kind is told. */
    private static final class FailedException extends Exception {

        private static final long serialVersionUID = 1;

        FailedException(String outcome) {
            super(outcome, null, false, false);
        }
    }

    @Override
    public Call begin(AssistantSettings settings, String caseId) {
        var server = URI.create(settings.baseUrl());
        var tags = Tags.of(
                OPERATION,
                "chat",
                "gen_ai.provider.name",
                settings.provider().telemetryName(),
                "gen_ai.request.model",
                settings.model(),
                "server.address",
                String.valueOf(server.getHost()),
                "server.port",
                String.valueOf(port(server)));
        var context = new SenderContext<Object>((_, _, _) -> {}, Kind.CLIENT);
        context.setRemoteServiceName(settings.provider().id());
        context.setRemoteServiceAddress(settings.baseUrl());
        var observation = Observation.createNotStarted("gen_ai.client.operation.duration", () -> context, observations)
                .contextualName("chat " + settings.model())
                .highCardinalityKeyValue("gen_ai.request.stream", String.valueOf(settings.streaming()));
        tags.forEach(tag -> observation.lowCardinalityKeyValue(tag.getKey(), tag.getValue()));
        known(observation, "gen_ai.conversation.id", caseId);
        observation.start();
        return request -> {
            ended(observation, request.outcome());
            known(observation, "gen_ai.response.model", request.model());
            known(observation, "gen_ai.response.finish_reasons", request.finish());
            known(observation, "gen_ai.usage.input_tokens", request.inputTokens());
            known(observation, "gen_ai.usage.output_tokens", request.outputTokens());
            known(observation, "advisor.assistant.tools", String.join(",", request.tools()));
            observation.stop();
            tokens(tags, "input", request.inputTokens());
            tokens(tags, "output", request.outputTokens());
        };
    }

    private static int port(URI server) {
        return server.getPort() >= 0
                ? server.getPort()
                : String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT).equals("https") ? 443 : 80;
    }

    private static void known(Observation observation, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            observation.highCardinalityKeyValue(name, value.toString());
        }
    }

    /** All metrics of a name need the same labels, so that there is a kind of error that is none. */
    private static void ended(Observation observation, String outcome) {
        boolean well = outcome.equals(OK);
        observation.lowCardinalityKeyValue(ERROR, well ? KeyValue.NONE_VALUE : outcome);
        if (!well) {
            observation.error(new FailedException(outcome));
        }
    }

    /** What the provider does not count is not reported. */
    private void tokens(Tags tags, String type, @Nullable Integer count) {
        if (count != null) {
            DistributionSummary.builder("gen_ai.client.token.usage")
                    .baseUnit("token")
                    .tags(tags.and("gen_ai.token.type", type))
                    .register(meters)
                    .record((double) count);
        }
    }

    @Override
    public Consumer<String> tool(String name) {
        var observation = Observation.createNotStarted("gen_ai.execute_tool.duration", observations)
                .contextualName("execute_tool " + name)
                .lowCardinalityKeyValue(OPERATION, "execute_tool")
                .lowCardinalityKeyValue("gen_ai.tool.name", name)
                .start();
        return outcome -> {
            ended(observation, outcome);
            observation.stop();
        };
    }

    @Override
    public void failed(RuntimeException problem) {
        LOG.error("An answer of a model goes on without what has failed", problem);
    }

    @Override
    public void answered(Spoken spoken) {
        var fault = spoken.fault();
        meters.counter(
                        "advisor.assistant.answers",
                        "grounding",
                        spoken.grounding().status().id(),
                        "fault",
                        fault == null ? "none" : fault.kind().id())
                .increment();
    }
}
