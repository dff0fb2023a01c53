package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.http.LoadRuns;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that were uploaded are compared by a model, and by those who come over the Model Context Protocol. */
class ComparisonOverHttpTest {

    private static final String RUNS = "run:1,run:2,run:3,run:4";
    private static final String OTHERS = "run:5,run:6,run:7,run:8";
    private static final String ID = "comparison:run:1_2_3_4..run:5_6_7_8";

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService();

    private static final RunningService SERVICE = TALK.service();

    private static String id = "";
    private static List<String> artifacts = List.of();

    @BeforeAll
    static void upload() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        id = href.substring(href.lastIndexOf('/') + 1);
        LoadRuns.upload(SERVICE, href, "before", 4, 0, 100);
        LoadRuns.upload(SERVICE, href, "after", 4, 5, 130);
        artifacts = StreamSupport.stream(
                        SERVICE.get(href + "/artifacts")
                                .json()
                                .path("artifacts")
                                .spliterator(),
                        false)
                .map(one -> one.path("id").asString())
                .toList();
        SERVICE.post("/api/v1/baselines", "{\"name\":\"May, the 4th/a\",\"runs\":[" + runs(0, 4) + "]}")
                .problem(422, "unusable-baseline");
        SERVICE.post("/api/v1/baselines", "{\"name\":\"of May/a\",\"runs\":[" + runs(0, 4) + "]}")
                .status(201);
    }

    private static String runs(int from, int to) {
        return String.join(
                ",",
                artifacts.subList(from, to).stream()
                        .map(one -> "{\"caseId\":\"" + id + "\",\"artifacts\":[\"" + one + "\"]}")
                        .toList());
    }

    private static Script comparing(String arguments, java.util.function.Function<Seen, Move> answer) {
        return seen -> seen.results().isEmpty() ? Move.Calls.of(new Call("comparison", arguments)) : answer.apply(seen);
    }

    private static String sides(String base, String candidate) {
        return "{\"base\":\"" + base + "\",\"candidate\":\"" + candidate + "\"}";
    }

    private static Seen.Item item(Seen seen, String wanted) {
        return seen.items().stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError(wanted + " is not in " + seen.results()));
    }

    private static JsonNode say(String text) throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/cases/" + id + "/messages", "{\"text\":\"" + text + "\"}")
                .status(201)
                .json()
                .path("reply");
    }

    private static JsonNode compared() throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/comparisons", "{\"base\":[" + runs(0, 4) + "],\"candidate\":[" + runs(4, 8) + "]}")
                .status(200)
                .json();
    }

    /** The figures are those of the operation that compares. */
    @Test
    void aModelComparesWhatWasUploaded() throws IOException, InterruptedException {
        var says = new AtomicReference<>(List.<String>of());
        TALK.script(comparing(sides(RUNS, OTHERS), seen -> {
            var verdict = item(seen, ID);
            var measure = item(seen, ID + "/measure/1");
            says.set(measure.says());
            return Voices.answer(List.of(
                    Line.of(verdict.says().getFirst(), ID),
                    Line.of(measure.says().get(2), measure.id())));
        }));
        var reply = say("did it get slower?");

        assertThat(reply.path("grounding").path("status").asString()).isEqualTo("verified");
        var expected = compared();
        assertThat(expected.path("verdict").asString()).isEqualTo("worse");
        var ratio = expected.path("measures").path(0).path("ratio");
        assertThat(says.get().get(2))
                .endsWith("is %s times that of the base, with 95 %% confidence between %s and %s times."
                        .formatted(
                                Figures.plain(ratio.path("value").asDouble()),
                                Figures.plain(ratio.path("low").asDouble()),
                                Figures.plain(ratio.path("high").asDouble())));
        assertThat(reply.path("claims").path(1).path("text").asString())
                .isEqualTo("From the runs 1, 2, 3, 4 of the case to the runs 5, 6, 7, 8 of the case: "
                        + says.get().get(2));
    }

    /** The address of what is cited holds the evidence itself. */
    @Test
    void whatIsCitedHasAnAddress() throws IOException, InterruptedException {
        TALK.script(comparing("{}", seen -> {
            var cited = seen.items().stream()
                    .filter(one -> one.id().equals("run:2") || one.id().startsWith("baseline:"))
                    .map(one -> Line.of(one.says().getFirst(), one.id()))
                    .toList();
            return Voices.answer(cited);
        }));
        var sources = say("which runs are there?").path("sources");
        assertThat(sources.path(0).path("href").asString()).matches("/cases/" + id + "#artifact-a\\d+");
        assertThat(sources.path(1).path("id").asString()).isEqualTo("baseline:of%20May%2Fa@1");
        assertThat(sources.path(1).path("href").asString()).isEqualTo("/compare?base=baseline%3Aof+May%2Fa%401");

        TALK.script(comparing(sides("baseline:of%20May%2Fa@1", "run:5"), seen -> {
            var compared = seen.items("comparison").get(1);
            return Voices.answer(List.of(Line.of(compared.says().getFirst(), compared.id())));
        }));
        var compared = say("and against the baseline?").path("sources").path(0);
        assertThat(compared.path("href").asString())
                .isEqualTo("/compare?base=baseline%3Aof+May%2Fa%401&candidate=" + id + "%3A" + artifacts.get(4)
                        + "#measure-1");
    }

    @Test
    void aLieAboutAComparisonIsNotStreamed() throws IOException, InterruptedException {
        TALK.script(comparing(
                sides(RUNS, OTHERS),
                _ -> Voices.answer(List.of(Line.of("typical request got 31 % better.", ID + "/measure/1")))));
        var stream = SERVICE.send(SERVICE.to("/api/v1/cases/" + id + "/messages")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream")
                        .POST(BodyPublishers.ofString("{\"text\":\"did it get better?\"}")))
                .status(200)
                .body();
        assertThat(stream)
                .contains("event: tool", "\"comparison\"", "\"status\" : \"deterministic\"")
                .doesNotContain("31 % better");
    }

    /** Of the tool over the protocol: the same sentences, and what can not be compared is no error of the protocol. */
    @Test
    void othersCompareOverTheModelContextProtocol() throws IOException, InterruptedException {
        var says = new AtomicReference<>(List.<String>of());
        TALK.script(comparing(sides(RUNS, OTHERS), seen -> {
            says.set(item(seen, ID + "/measure/1").says());
            return Voices.answer(List.of(Line.of(says.get().getFirst(), ID + "/measure/1")));
        }));
        say("did it get slower?");

        var page = call(sides(RUNS, OTHERS)).path("structuredContent");
        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(ID);
        var measure = page.path("items").path(1);
        assertThat(measure.path("id").asString()).isEqualTo(ID + "/measure/1");
        assertThat(IntStream.range(0, measure.path("says").size())
                        .mapToObj(i -> measure.path("says").path(i).asString()))
                .isEqualTo(says.get());
        assertThat(call("{\"base\":\"run:99\"}")
                        .path("structuredContent")
                        .path("note")
                        .asString())
                .isEqualTo("There is no run 99; the case has 8.");
        assertThat(call("{}").path("structuredContent").path("items").size()).isGreaterThanOrEqualTo(9);
    }

    private static JsonNode call(String arguments) throws IOException, InterruptedException {
        var named = "{\"case\":\"" + id + "\"" + (arguments.equals("{}") ? "}" : "," + arguments.substring(1));
        var answer = SERVICE.send(SERVICE.to("/mcp")
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"comparison\",\"arguments\":"
                                        + named + "}}")))
                .status(200)
                .body();
        return JsonMapper.shared()
                .readTree(answer.substring(answer.indexOf('{')))
                .path("result");
    }
}
