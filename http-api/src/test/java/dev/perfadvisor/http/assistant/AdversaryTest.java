package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Lies;
import dev.perfadvisor.scripted.Planted;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that lies, over hostile evidence that was uploaded, to a client that hears the answer as events. */
class AdversaryTest {

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService("advisor.assistant.max-case-tokens=100000000");

    private static final RunningService SERVICE = TALK.service();

    private static String href = "";

    @BeforeAll
    static void upload() throws IOException, InterruptedException {
        TALK.script(seen -> Voices.answer(List.of(truth(seen))));
        href = SERVICE.newCase();
        TALK.say(href, Planted.MESSAGE);
        TALK.putPlanted(href, Planted.FILE_ORDER);
    }

    /** Two of three, as all of them are told where there is no service around the engine. */
    static Stream<String> lies() {
        var names = List.copyOf(Lies.all().keySet());
        return IntStream.range(0, names.size()).filter(i -> i % 3 > 0).mapToObj(names::get);
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(lies()).hasSizeGreaterThanOrEqualTo(60);
    }

    private static Line truth(Seen seen) {
        var cause = seen.items("cause").getFirst();
        return Line.of(cause.says().get(1), cause.id());
    }

    @ParameterizedTest
    @MethodSource("lies")
    void noLieIsStreamed(String name) throws IOException, InterruptedException {
        var lied = new AtomicReference<>(Line.of(""));
        TALK.script(Voices.reading(seen -> {
            lied.set(Objects.requireNonNull(Lies.all().get(name)).apply(seen));
            return Voices.answer(List.of(truth(seen), lied.get()));
        }));
        int before = TALK.model().bodies().size();
        var stream = TALK.stream(href, "why lock.contention?");

        var reply = ScriptedService.reply(stream);
        assertThat(reply.path("grounding").path("status").asString()).isEqualTo("partial");
        assertThat(reply.path("grounding").path("retried").asBoolean()).isTrue();
        assertThat(reply.path("claims").size()).isEqualTo(1);
        assertThat(reply.path("claims").path(0).path("text").asString())
                .matches("Threads queue for a lock is supported by the evidence with [\\d.]+ decibans\\.");
        assertThat(stream).doesNotContain(ScriptedService.KEY, "8,246", "8246 ");
        var sent = TALK.model().bodies().subList(before, TALK.model().bodies().size());
        assertThat(sent).hasSize(3);
        // What the model wrote itself is part of the last request.
        var secrets = Stream.concat(Planted.SECRETS.stream(), Stream.of(ScriptedService.KEY))
                .filter(secret -> !lied.get().text().contains(secret))
                .toList();
        assertThat(sent).allSatisfy(body -> assertThat(body).doesNotContain(secrets));
    }
}
