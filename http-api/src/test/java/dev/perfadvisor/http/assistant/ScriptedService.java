package dev.perfadvisor.http.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.http.RunningService;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service with a scripted model behind it, for all tests of a class. */
final class ScriptedService implements BeforeAllCallback, AfterAllCallback {

    static final String KEY = "k-PLANTED-PROVIDER-KEY";

    private final AtomicReference<Script> script = new AtomicReference<>(_ -> Move.Raw.status(500));
    private final ScriptedModel model =
            new ScriptedModel(Protocol.OPENAI, seen -> script.get().next(seen));
    private final RunningService service;

    /** With more settings, or others. */
    ScriptedService(String... settings) {
        this.service = new RunningService(Stream.concat(
                        Stream.of(
                                "advisor.assistant.model=scripted",
                                "advisor.assistant.base-url=" + model.baseUrl(),
                                "advisor.assistant.key=" + KEY,
                                "advisor.analysis.isolated=false"),
                        Stream.of(settings))
                .toArray(String[]::new));
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        service.beforeAll(test);
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException {
        service.afterAll(test);
        model.close();
    }

    RunningService service() {
        return service;
    }

    ScriptedModel model() {
        return model;
    }

    /** From now on. */
    void script(Script next) {
        script.set(next);
    }

    /** What a model answers that says the last sentence of the verdict, which is so. */
    static Move verdict(Seen seen) {
        var verdict = seen.items("verdict").getFirst();
        return Voices.answer(List.of(Line.of(verdict.says().getLast(), verdict.id())));
    }

    private record Said(String text) {}

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(new Said(text));
    }

    /** Says something and hears the whole answer at once: what stands under {@code reply}. */
    JsonNode say(String href, String text) throws IOException, InterruptedException {
        return service.post(href + "/messages", json(text)).status(201).json().path("reply");
    }

    /** A request that says something and wants to hear how the answer is made. */
    HttpRequest.Builder streaming(String href, String text) {
        return service.to(href + "/messages")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(json(text)));
    }

    /** Says something and hears all events. */
    String stream(String href, String text) throws IOException, InterruptedException {
        return service.send(streaming(href, text)).status(200).body();
    }

    /** What stands under {@code reply} in the event {@code answer}. */
    static JsonNode reply(String stream) {
        var event = stream.substring(stream.indexOf("event: answer"));
        var data = new StringBuilder();
        event.substring(0, event.indexOf("\n\n"))
                .lines()
                .filter(line -> line.startsWith("data: "))
                .forEach(line -> data.append(line.substring("data: ".length())).append('\n'));
        return JsonMapper.shared().readTree(data.toString()).path("reply");
    }

    /** Says something and leaves as soon as the model is asked, which the script tells. */
    void leave(String href, CountDownLatch asked) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var sent = client.sendAsync(streaming(href, "checkout takes 3 s").build(), BodyHandlers.ofLines());
            asked.await();
            sent.cancel(true);
            client.shutdownNow();
        }
    }

    /** Hands in a file. */
    void put(String href, String name, String text) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        service.put(href + "/artifacts/" + encoded, text.getBytes(StandardCharsets.UTF_8))
                .status(202);
    }

    /**
     * Hands in what is planted, and waits for the diagnosis.
     *
     * @param name of the slow query log
     */
    void putPlanted(String href, String name) throws IOException, InterruptedException {
        var recording = Path.of("..", "knowledge-rules", "src/test/resources/cases/lock-contention/app.jfr.zst");
        var facts = new Advisor(List.of())
                .facts(List.of(new Given.OfPath(recording)), Progress.SILENT)
                .json();
        put(href, name, Planted.slowLog());
        put(href, "results.jtl", Planted.jtl());
        put(href, "facts.json", Planted.facts(facts));
        service.get(href + "/diagnosis?wait=60").status(200);
    }
}
