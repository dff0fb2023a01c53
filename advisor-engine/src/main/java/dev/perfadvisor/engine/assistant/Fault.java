package dev.perfadvisor.engine.assistant;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a model gave no answer that could be used.
 *
 * @param text for the user: what happened, and what to do about it
 * @param retryAfter how long to wait, null when the provider did not say
 */
public record Fault(Kind kind, String text, @Nullable Duration retryAfter) {

    /** What can go wrong. */
    public enum Kind {
        NO_CONNECTION,
        TIME_OUT,
        BROKEN_OFF,
        WRONG_TYPE,
        NOT_ALLOWED,
        NOT_FOUND,
        RATE_LIMIT,
        SERVER_ERROR,
        REFUSED,
        NO_ANSWER,
        TOO_MANY_ROUNDS,
        BUDGET,
        LEFT,
        FAILED,
        NOT_GROUNDED;

        /** Whether a model has begun to work on the request when it happens. */
        boolean isAfterReading() {
            return switch (this) {
                case TIME_OUT, BROKEN_OFF, NO_ANSWER -> true;
                case NO_CONNECTION,
                        WRONG_TYPE,
                        NOT_ALLOWED,
                        NOT_FOUND,
                        RATE_LIMIT,
                        SERVER_ERROR,
                        REFUSED,
                        TOO_MANY_ROUNDS,
                        BUDGET,
                        LEFT,
                        FAILED,
                        NOT_GROUNDED -> false;
            };
        }

        /** As in JSON and metrics. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Fault of(Kind kind, String text) {
        return new Fault(kind, text, null);
    }

    /** Whether the same request may do better in a moment. */
    boolean isPassing() {
        return kind == Kind.RATE_LIMIT || kind == Kind.SERVER_ERROR;
    }

    /** What an exception of a client means; what providers write in errors is not repeated. */
    static Fault of(RuntimeException problem) {
        for (Throwable at = problem; at != null; at = at.getCause()) {
            if (at instanceof Wire.BrokenException broken) {
                return of(broken.kind(), text(broken));
            }
            if (at instanceof Wire.WireException answer) {
                return ofStatus(answer.statusCode(), answer.retryAfter());
            }
            if (at instanceof HttpException answer) {
                return ofStatus(answer.statusCode(), null);
            }
        }
        var cause = problem.getCause() == null ? problem : problem.getCause();
        var what = problem instanceof LangChain4jException ? cause : problem;
        return of(
                Kind.NO_ANSWER,
                "The answer of the model could not be read (" + what.getClass().getSimpleName() + ").");
    }

    private static String text(Wire.BrokenException broken) {
        return switch (broken.kind()) {
            case TIME_OUT ->
                "The model did not answer in time; advisor.assistant.call-timeout and message-timeout say how long it may"
                        + " take.";
            case NO_CONNECTION ->
                "The model can not be reached; is it running, and is advisor.assistant.base-url right?";
            case WRONG_TYPE ->
                "What answered is no model (it sent " + broken.getMessage()
                        + "); check the path of advisor.assistant.base-url.";
            default -> "The answer of the model broke off in the middle.";
        };
    }

    private static Fault ofStatus(int status, @Nullable Duration retryAfter) {
        return switch (status) {
            case 401, 403 ->
                of(
                        Kind.NOT_ALLOWED,
                        "The provider refuses the key (HTTP " + status + "); check advisor.assistant.key or key-file.");
            case 404 ->
                of(
                        Kind.NOT_FOUND,
                        "The provider knows no such model or address (HTTP 404); check advisor.assistant.model and"
                                + " base-url.");
            case 408, 504 -> of(Kind.TIME_OUT, "The provider gave up waiting for the model (HTTP " + status + ").");
            case 429 ->
                new Fault(
                        Kind.RATE_LIMIT,
                        "The provider takes no more requests for now (HTTP 429)"
                                + (retryAfter == null ? "." : "; it asks to wait " + retryAfter.toSeconds() + " s."),
                        retryAfter);
            default ->
                status >= 500
                        ? new Fault(Kind.SERVER_ERROR, "The provider failed (HTTP " + status + ").", retryAfter)
                        : of(Kind.REFUSED, "The provider refused the request (HTTP " + status + ").");
        };
    }
}
