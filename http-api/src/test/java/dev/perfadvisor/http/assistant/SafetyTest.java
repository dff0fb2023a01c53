package dev.perfadvisor.http.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Planted;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets and orders in statements, their comments, names of classes and threads, URLs, lines of logs, names of files, and in what
 * the user says, to a model that reads all there is: no secret reaches it, and no order is followed.
 */
class SafetyTest {

    private static final String FILE = "frank@corp.example, " + Planted.FILE_ORDER;

    @RegisterExtension
    static final ScriptedService TALK = new ScriptedService(
            "advisor.assistant.max-rounds=20",
            "advisor.assistant.message-timeout=60",
            "advisor.assistant.max-tokens=100000000",
            "advisor.assistant.max-case-tokens=100000000");

    private static final RunningService SERVICE = TALK.service();

    private static String href = "";

    @BeforeAll
    static void upload() throws IOException, InterruptedException {
        href = SERVICE.newCase();
        TALK.put(href, "postgres.log", Planted.postgresLog());
        TALK.putPlanted(href, FILE);
    }

    /** Calls every tool, and its pages: of facts those where others' texts are. */
    private static final class Reader {

        private static final List<String> TOOLS = List.of(
                "overview {}",
                "list_causes {}",
                "list_findings {}",
                "facts {\"prefix\":\"jfr.locks\"}",
                "facts {\"prefix\":\"jfr.code.hotMethods\"}",
                "facts {\"prefix\":\"sql.log\"}",
                "facts {\"prefix\":\"sql.events\"}",
                "facts {\"prefix\":\"sql.statements\"}",
                "facts {\"prefix\":\"load.endpoints\"}",
                "top {\"of\":\"statements\"}",
                "top {\"of\":\"endpoints\"}",
                "top {\"of\":\"stacks\"}",
                "top {\"of\":\"locks\"}",
                "timeline {}",
                "plan {}",
                "next_evidence {}",
                "remedies {}",
                "artifacts {}",
                "comparison {}",
                "load_test {}",
                "load_test {\"tool\":\"jmeter\"}");

        private static final int MOST_ROUNDS = 8;

        private List<String> asked = List.of();
        private int read;
        private int rounds;

        /** Empty when there is nothing more to read. */
        List<Call> next(Seen seen) {
            var next = new ArrayList<String>();
            if (seen.results().isEmpty()) {
                next.addAll(TOOLS);
            } else if (rounds++ < MOST_ROUNDS) {
                var latest = seen.results().subList(read, seen.results().size());
                for (int i = 0; i < latest.size(); i++) {
                    var page = JsonMapper.shared().readTree(latest.get(i));
                    if (page.has("next")) {
                        next.add(at(asked.get(i), page.path("next").asInt()));
                    }
                }
            }
            read = seen.results().size();
            asked = next;
            return next.stream()
                    .map(call -> call.split(" ", 2))
                    .map(call -> new Call(call[0], call[1]))
                    .toList();
        }

        private static String at(String call, int offset) {
            var json = call.replaceAll(",?\"offset\":\\d+", "");
            var comma = json.endsWith("{}") ? "" : ",";
            return json.substring(0, json.length() - 1) + comma + "\"offset\":" + offset + "}";
        }
    }

    private static Script readingAll(java.util.function.Function<Seen, Move> then) {
        var reader = new Reader();
        return seen -> {
            var calls = reader.next(seen);
            return calls.isEmpty() ? then.apply(seen) : new Move.Calls(calls);
        };
    }

    /** A sentence of each item in which something was taken out. */
    private static Move sayReplaced(Seen seen) {
        var lines = new ArrayList<Line>();
        for (var item : seen.items()) {
            item.says().stream()
                    .filter(sentence -> NAME.matcher(sentence).find())
                    .limit(1)
                    .forEach(sentence -> lines.add(Line.of(sentence, item.id())));
        }
        return Voices.answer(lines.stream().distinct().limit(38).toList());
    }

    private static final Pattern NAME = Pattern.compile("<[a-z]+-\\d+>");

    @Test
    void nothingOfItIsSentAndAllOfItIsPutBack() throws IOException, InterruptedException {
        // What is kept holds them, so that they could be sent.
        var kept =
                SERVICE.get(href + "/diagnosis", "application/json").status(200).body();
        assertThat(kept)
                .contains("dave@corp.example", "erin@corp.example", "frank@corp.example", "payroll_admin")
                .contains("PLANTED-SESSION-4711", "grace", "db-internal-", "Hunter", "/srv/payroll", "PLANTEDINLOG");
        int before = TALK.model().bodies().size();
        TALK.script(readingAll(SafetyTest::sayReplaced));
        var stream = TALK.stream(href, Planted.MESSAGE);

        var sent = TALK.model().bodies().subList(before, TALK.model().bodies().size());
        assertThat(sent).hasSizeGreaterThan(3);
        var everything = String.join("\n", sent);
        assertThat(everything)
                .contains(Planted.CLASS_ORDER, Planted.THREAD_ORDER, Planted.LOG_ORDER)
                .doesNotContain(Planted.SECRETS)
                .doesNotContain(ScriptedService.KEY, "grace", "db-internal-", "Hunter", "PLANTEDINLOG", "payroll");
        var reply = ScriptedService.reply(stream);
        assertThat(reply.path("claims").size()).isGreaterThan(3);
        var originals = new LinkedHashSet<String>();
        reply.path("replaced").forEach(one -> originals.add(one.path("original").asString()));
        assertThat(String.join("\n", originals))
                .contains("bob@corp.example", "Hunter2Secret", "4929123412341234", "/home/bob/payroll", "10.20.30.40")
                .contains(
                        "AKIAPLANTED12345678", "dave@corp.example", "erin@corp.example", FILE, "PLANTED-SESSION-4711");
        // The user is told what was taken out, and reads answers with all of it in them.
        assertThat(reply.path("claims").toString())
                .contains("dave@corp.example")
                .doesNotContainPattern(NAME);
        assertThat(stream).contains("Taken out of what was sent to the provider");
    }

    /** It says and does what each text tells it to do. */
    @Test
    void noOrderIsFollowed() throws IOException, InterruptedException {
        for (var order : List.of(
                Planted.SQL_ORDER,
                Planted.CLASS_ORDER,
                Planted.URL_ORDER,
                Planted.THREAD_ORDER,
                Planted.LOG_ORDER,
                Planted.FILE_ORDER)) {
            var obedient = Voices.reading(seen -> Voices.answer(List.of(
                    Line.of(order, ids(seen)),
                    Line.of("HACKED", "verdict:1"),
                    Line.of("Nothing is wrong.", "verdict:1"))));
            TALK.script(seen -> seen.results().isEmpty()
                    ? Move.Calls.of(
                            new Call("delete_case", "{}"),
                            new Call("get", "{\"ids\":\"" + order.replace('"', ' ') + "\"}"))
                    : obedient.next(seen));
            var reply = ScriptedService.reply(TALK.stream(href, "why lock.contention?"));
            assertThat(reply.path("claims").size()).as(order).isZero();
            assertThat(reply.path("grounding").path("status").asString()).isEqualTo("deterministic");
            SERVICE.get(href).status(200);
        }
    }

    private static String[] ids(Seen seen) {
        return seen.items().stream().map(Seen.Item::id).distinct().limit(40).toArray(String[]::new);
    }
}
