package dev.perfadvisor.assistant;

import static dev.perfadvisor.assistant.Asking.ANSWER;
import static dev.perfadvisor.assistant.Asking.LIMITS;
import static dev.perfadvisor.assistant.Asking.answered;
import static dev.perfadvisor.assistant.Asking.speak;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Fault;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.ScriptedModel;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens on the way to a provider, the question is answered, and the answer says what happened. */
class WireFaultsTest {

    static Stream<Way> ways() {
        return Asking.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nobodyListens(Way way) {
        String url;
        try (var model = new ScriptedModel(way.protocol(), _ -> ANSWER)) {
            url = model.baseUrl();
        }
        answered(speak(way, url, LIMITS, CaseMemory.empty()), Fault.Kind.NO_CONNECTION, "is it running");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerDoesNotCome(Way way) {
        var limits = Asking.within(Duration.ofMillis(600), Duration.ofSeconds(30));
        answered(
                speak(way, limits, CaseMemory.empty(), _ -> new Move.After(Duration.ofMinutes(1), ANSWER)),
                Fault.Kind.TIME_OUT,
                "call-timeout");
    }

    /** The time of a request is that to its last byte, however it is spread over its parts. */
    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerComesTooSlowly(Way way) {
        var limits = Asking.within(Duration.ofSeconds(2), Duration.ofSeconds(30));
        // The head comes after three quarters of the time, and the body takes as long.
        answered(
                speak(way, limits, CaseMemory.empty(), seen -> {
                    sleep(Duration.ofMillis(1_500));
                    return new Move.After(Duration.ofMillis(1_500), Asking.verdict(seen));
                }),
                Fault.Kind.TIME_OUT,
                "call-timeout");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theMessageTakesTooLong(Way way) {
        var limits = Asking.within(Duration.ofSeconds(20), Duration.ofMillis(700));
        answered(
                speak(
                        way,
                        limits,
                        CaseMemory.empty(),
                        _ -> new Move.After(Duration.ofMillis(300), Move.Calls.of(new Call("plan", "{}")))),
                Fault.Kind.TIME_OUT,
                "message-timeout");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerBreaksOff(Way way) {
        for (Move move : List.of(new Move.Text("The database is"), ANSWER)) {
            answered(speak(way, _ -> new Move.Cut(move)), Fault.Kind.BROKEN_OFF, "broke off in the middle");
        }
    }

    /** What stands between gives up, and ends the stream as if it were whole. */
    @ParameterizedTest
    @MethodSource("ways")
    void theAnswerIsTruncated(Way way) {
        for (Move move : List.of(new Move.Text("The database is"), ANSWER)) {
            var spoken = speak(way, _ -> new Move.HalfStream(move));
            if (way.streaming()) {
                answered(spoken, Fault.Kind.BROKEN_OFF, "broke off in the middle");
            } else {
                answered(spoken, Fault.Kind.NO_ANSWER, "could not be read");
            }
        }
    }

    /** After calls of tools that went well. */
    @ParameterizedTest
    @MethodSource("ways")
    void itIsUnpluggedInTheMiddle(Way way) {
        var spoken = speak(
                way,
                seen -> seen.results().isEmpty()
                        ? Move.Calls.of(new Call("list_causes", "{}"))
                        : new Move.Cut(Move.Calls.of(new Call("plan", "{}"))));
        answered(spoken, Fault.Kind.BROKEN_OFF, "broke off in the middle");
        assertThat(spoken.usage().tools()).containsExactly("list_causes");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsAskedToWait(Way way) {
        var requests = new ArrayList<Integer>();
        long start = System.nanoTime();
        var spoken = speak(way, seen -> {
            requests.add(seen.number());
            return seen.number() == 1
                    ? new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", "1"))
                    : Asking.verdict(seen);
        });
        assertThat(requests).containsExactly(1, 2);
        // It waited for as long as it was asked to.
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void itIsAskedToWaitTooLong(Way way) {
        answered(
                speak(way, _ -> new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", "3600"))),
                Fault.Kind.RATE_LIMIT,
                "it asks to wait 3600 s");
    }

    /** A date may stand in the place of seconds. */
    @ParameterizedTest
    @MethodSource("ways")
    void itIsAskedToWaitUntil(Way way) {
        var requests = new ArrayList<Integer>();
        Function<Duration, Spoken> asked = wait -> {
            requests.clear();
            return speak(way, seen -> {
                requests.add(seen.number());
                var until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plus(wait));
                return seen.number() == 1
                        ? new Move.Raw(429, "application/json", "{}", Map.of("Retry-After", until))
                        : Asking.verdict(seen);
            });
        };
        answered(asked.apply(Duration.ofHours(2)), Fault.Kind.RATE_LIMIT, "it asks to wait 7");
        assertThat(requests).containsExactly(1);
        assertThat(asked.apply(Duration.ofDays(-1)).grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(requests).containsExactly(1, 2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theProviderFails(Way way) {
        for (int status : new int[] {500, 503}) {
            var requests = new ArrayList<Integer>();
            var spoken = speak(way, seen -> {
                requests.add(seen.number());
                return Move.Raw.status(status);
            });
            answered(spoken, Fault.Kind.SERVER_ERROR, "The provider failed (HTTP " + status + ")");
            assertThat(requests).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theRequestIsRefused(Way way) {
        answered(speak(way, _ -> Move.Raw.status(401)), Fault.Kind.NOT_ALLOWED, "advisor.assistant.key");
        answered(speak(way, _ -> Move.Raw.status(404)), Fault.Kind.NOT_FOUND, "advisor.assistant.model");
        answered(speak(way, _ -> Move.Raw.status(400)), Fault.Kind.REFUSED, "HTTP 400");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void somethingElseAnswers(Way way) {
        answered(
                speak(way, _ -> new Move.Raw(200, "text/html", "<html>Welcome</html>", Map.of())),
                Fault.Kind.WRONG_TYPE,
                "text/html");
        answered(
                speak(way, _ -> new Move.Raw(200, "the database is healthy", "{}", Map.of())),
                Fault.Kind.WRONG_TYPE,
                "it sent something else");
    }

    /** The right type, and nothing behind it. */
    @ParameterizedTest
    @MethodSource("ways")
    void whatComesIsNoAnswer(Way way) {
        var type = !way.streaming()
                ? "application/json"
                : switch (way.protocol()) {
                    case OLLAMA -> "application/x-ndjson";
                    case OPENAI, ANTHROPIC -> "text/event-stream";
                };
        for (var body : List.of("not json at all", "data: {\n\n", "data: not json\n\n", "{", "")) {
            var spoken = speak(way, _ -> new Move.Raw(200, type, body, Map.of()));
            assertThat(spoken.fault()).as(body).isNotNull();
            var kind = spoken.fault().kind();
            assertThat(kind).as(body).isIn(Fault.Kind.NO_ANSWER, Fault.Kind.BROKEN_OFF);
            answered(spoken, kind, kind == Fault.Kind.NO_ANSWER ? "could not be read" : "broke off");
        }
    }
}
