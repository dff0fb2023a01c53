package dev.perfadvisor.engine.assistant;

import java.util.List;

/** Hears of requests to a model, for metrics and traces. It is told no content. */
public interface Telemetry {

    /**
     * How one request went.
     *
     * @param outcome {@code ok}, {@code cancelled}, or the kind of {@link Fault}
     * @param tools names of our tools that the model asked for with it
     */
    record Request(long inputTokens, long outputTokens, String outcome, List<String> tools) {

        public Request {
            tools = List.copyOf(tools);
        }
    }

    /** A request that is under way. */
    @FunctionalInterface
    interface Call {

        /** It has ended, in one way or another. Called once, by the thread that began it. */
        void end(Request request);
    }

    /** A request begins. */
    default Call begin(AssistantSettings settings) {
        return _ -> {};
    }

    /** A message is answered. */
    default void answered(Spoken spoken) {}

    /** Nobody listens. */
    Telemetry NONE = new Telemetry() {};
}
