package dev.perfadvisor.scripted;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the server does with a request. */
public sealed interface Move {

    /** Asks for tools. */
    record Calls(List<Call> calls) implements Move {

        public static Calls of(Call... calls) {
            return new Calls(Arrays.asList(calls));
        }
    }

    /**
     * One call of a tool.
     *
     * @param arguments JSON, or what is to be taken for it
     */
    record Call(String name, String arguments) {}

    /** Writes text. */
    record Text(String text) implements Move {}

    /** Answers by something that is no answer of a model. */
    record Raw(int status, String contentType, String body, Map<String, String> headers) implements Move {

        public static Raw status(int status) {
            return new Raw(status, "application/json", "{\"error\":{\"message\":\"scripted\"}}", Map.of());
        }
    }

    /** Waits before it moves; for ever when the client leaves before. */
    record After(Duration pause, Move move) implements Move {}

    /** Sends the first half of what the move would send, and breaks off. */
    record Cut(Move move) implements Move {}

    /** Sends the first half of a stream and ends it in good order, as what stands between may do. */
    record HalfStream(Move move) implements Move {}
}
