package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Lies;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Planted;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model that lies, over hostile evidence that was uploaded, to a client that hears the answer as events. */
class AdversaryTest {

    private static final String KEY = "k-PLANTED-PROVIDER-KEY";
    private static final AtomicReference<Script> SCRIPT = new AtomicReference<>(_ -> Move.Raw.status(500));
    private static final ScriptedModel MODEL =
            new ScriptedModel(Protocol.OPENAI, seen -> SCRIPT.get().next(seen));

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.assistant.model=scripted",
            "advisor.assistant.base-url=" + MODEL.baseUrl(),
            "advisor.assistant.key=" + KEY,
            "advisor.assistant.max-case-tokens=100000000",
            "advisor.analysis.isolated=false");

    private static String href = "";

    @BeforeAll
    static void upload() throws IOException, InterruptedException {
        SCRIPT.set(seen -> Voices.answer(List.of(truth(seen))));
        href = SERVICE.newCase();
        SERVICE.post(href + "/messages", JsonMapper.shared().writeValueAsString(new Said(Planted.MESSAGE)))
                .status(201);
        var recording = Path.of("..", "knowledge-rules", "src/test/resources/cases/lock-contention/app.jfr.zst");
        var facts = new Advisor(List.of())
                .facts(List.of(new Given.OfPath(recording)), Progress.SILENT)
                .json();
        put(Planted.FILE_ORDER, Planted.slowLog());
        put("results.jtl", Planted.jtl());
        put("facts.json", Planted.facts(facts));
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
    }

    @AfterAll
    static void unplug() {
        MODEL.close();
    }

    private record Said(String text) {}

    private static void put(String name, String text) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        SERVICE.put(href + "/artifacts/" + encoded, text.getBytes(StandardCharsets.UTF_8))
                .status(202);
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
        SCRIPT.set(Voices.reading(seen -> {
            lied.set(Objects.requireNonNull(Lies.all().get(name)).apply(seen));
            return Voices.answer(List.of(truth(seen), lied.get()));
        }));
        int before = MODEL.bodies().size();
        var stream = SERVICE.send(SERVICE.to(href + "/messages")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"text\":\"why lock.contention?\"}")))
                .status(200)
                .body();

        var reply = answer(stream).path("reply");
        assertThat(reply.path("grounding").path("status").asString()).isEqualTo("partial");
        assertThat(reply.path("grounding").path("retried").asBoolean()).isTrue();
        assertThat(reply.path("claims").size()).isEqualTo(1);
        assertThat(reply.path("claims").path(0).path("text").asString())
                .matches("Threads queue for a lock is supported by the evidence with [\\d.]+ decibans\\.");
        assertThat(stream).doesNotContain(KEY, "8,246", "8246 ");
        var sent = MODEL.bodies().subList(before, MODEL.bodies().size());
        assertThat(sent).hasSize(3);
        // What the model wrote itself is part of the last request.
        assertThat(sent.subList(0, 2))
                .allSatisfy(
                        body -> assertThat(body).doesNotContain(Planted.SECRETS).doesNotContain(KEY));
    }

    /** The data of the event "answer". */
    private static JsonNode answer(String stream) {
        var event = stream.substring(stream.indexOf("event: answer"));
        var data = event.substring(0, event.indexOf("\n\n"))
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .reduce("", (all, line) -> all + line + "\n");
        return JsonMapper.shared().readTree(data);
    }
}
