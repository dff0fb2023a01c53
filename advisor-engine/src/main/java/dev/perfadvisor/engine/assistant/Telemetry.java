package dev.perfadvisor.engine.assistant;

import java.time.Duration;

/** Hears of requests to a model, for metrics and traces. It is told no content. */
public interface Telemetry {

    /**
     * One request.
     *
     * @param outcome {@code ok}, or the kind of {@link Fault}
     */
    record Request(
            Provider provider, String model, long inputTokens, long outputTokens, Duration time, String outcome) {}

    default void requested(Request request) {}

    default void answered(AssistantSettings settings, Spoken spoken) {}

    /** Nobody listens. */
    Telemetry NONE = new Telemetry() {};
}
