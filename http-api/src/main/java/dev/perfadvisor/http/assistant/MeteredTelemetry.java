package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Telemetry;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** Metrics with the names that OpenTelemetry has for clients of models; no content. */
record MeteredTelemetry(MeterRegistry meters) implements Telemetry {

    @Override
    public void requested(Request request) {
        var tags = Tags.of(
                "gen_ai.operation.name",
                "chat",
                "gen_ai.provider.name",
                request.provider().id(),
                "gen_ai.request.model",
                request.model());
        Timer.builder("gen_ai.client.operation.duration")
                .tags(tags.and("error.type", request.outcome().equals("ok") ? "none" : request.outcome()))
                .register(meters)
                .record(request.time());
        tokens(tags, "input", request.inputTokens());
        tokens(tags, "output", request.outputTokens());
    }

    private void tokens(Tags tags, String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .baseUnit("token")
                .tags(tags.and("gen_ai.token.type", type))
                .register(meters)
                .record((double) count);
    }

    @Override
    public void answered(AssistantSettings settings, Spoken spoken) {
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
