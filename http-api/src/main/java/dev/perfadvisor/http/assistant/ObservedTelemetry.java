package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Telemetry;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Requests to a model as observations, which are metrics, and spans where a tracer is set up; with the names that
 * OpenTelemetry has for clients of models. No content.
 */
record ObservedTelemetry(MeterRegistry meters, ObservationRegistry observations) implements Telemetry {

    @Override
    public Call begin(AssistantSettings settings) {
        var tags = Tags.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                settings.provider().id(),
                "gen_ai.request.model",
                settings.model());
        var observation = Observation.createNotStarted("gen_ai.client.operation.duration", observations)
                .contextualName("chat " + settings.model());
        tags.forEach(tag -> observation.lowCardinalityKeyValue(tag.getKey(), tag.getValue()));
        observation.start();
        return request -> {
            observation
                    .lowCardinalityKeyValue("error.type", request.outcome().equals("ok") ? "none" : request.outcome())
                    .highCardinalityKeyValue("gen_ai.usage.input_tokens", String.valueOf(request.inputTokens()))
                    .highCardinalityKeyValue("gen_ai.usage.output_tokens", String.valueOf(request.outputTokens()))
                    .highCardinalityKeyValue("advisor.assistant.tools", String.join(",", request.tools()))
                    .stop();
            tokens(tags, "input", request.inputTokens());
            tokens(tags, "output", request.outputTokens());
        };
    }

    private void tokens(Tags tags, String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tags(tags.and("gen_ai.token.type", type))
                .register(meters)
                .record((double) count);
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
        spoken.usage()
                .tools()
                .forEach(tool -> meters.counter("advisor.assistant.tools", "gen_ai.tool.name", tool)
                        .increment());
    }
}
