package dev.perfadvisor.engine.assistant;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of requests to a model, for metrics and traces, which are told no content, and for the log. */
public interface Telemetry {

    /** Outcome of what went well. */
    String OK = "ok";

    /**
     * How one request went.
     *
     * @param inputTokens as the provider counts them; null when it does not say
     * @param outputTokens likewise
     * @param model that answered, as the provider calls it; empty when it does not say
     * @param finish why the answer ended, such as {@code stop}; empty when there is none
     * @param outcome {@code ok}, {@code cancelled}, or the kind of {@link Fault}
     * @param tools names of our tools that the model asked for with it
     */
    record Request(
            @Nullable Integer inputTokens,
            @Nullable Integer outputTokens,
            String model,
            String finish,
            String outcome,
            List<String> tools) {

        public Request {
            tools = List.copyOf(tools);
        }

        /** One that came to nothing. */
        static Request failed(String outcome) {
            return new Request(null, null, "", "", outcome, List.of());
        }
    }

    /** A request that is under way. */
    @FunctionalInterface
    interface Call {

        /** It has ended, in one way or another. Called once, by the thread that began it. */
        void end(Request request);
    }

    /**
     * A request begins.
     *
     * @param caseId of the case that is spoken about; empty when it is not kept
     */
    default Call begin(AssistantSettings settings, String caseId) {
        return _ -> {};
    }

    /**
     * A tool of ours is asked.
     *
     * @return is told how it went when it has answered: {@code ok}, {@code bad-arguments}, {@code cancelled} or
     *     {@code failed}
     */
    default Consumer<String> tool(String name) {
        return _ -> {};
    }

    /** Something has failed that should not, and the answer goes on without it. This is for the log. */
    default void failed(RuntimeException problem) {}

    /** A message is answered. */
    default void answered(Spoken spoken) {}

    /** Nobody listens. */
    Telemetry NONE = new Telemetry() {};
}
