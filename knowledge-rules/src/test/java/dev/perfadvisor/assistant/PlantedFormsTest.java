package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.assistant.AssistantSettings.Limits;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of many forms in all places where text comes from, to a model that reads what there is and is corrected once. */
class PlantedFormsTest {

    /** Each with words around it by which it can be recognised. */
    private static final List<String> FORMS = List.of(
            "key wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY",
            "https://hplanted:geplanted@shop.acme.ch/x",
            "Server=tcp:sqlplanted;User ID=uplanted;Password=pwplanted1",
            "GET /users/jane.planted%40acme.ch/orders",
            "peer 2001:db8:85a3::8a2e:370:7334",
            "read \\\\fileplanted\\share\\x.log",
            "read file:///home/dirplanted/x.log",
            "pod podplanted-7d9f8b6c5d-x2x4z",
            "cn=Jane Planted,ou=people,dc=acme,dc=ch",
            "card 3782 822463 10005",
            "call 079 123 45 67",
            "base dXNlcjpwYXNzd29yZA==",
            "session 507f1f77bcf86cd799439011",
            "arn:aws:iam::123456789012:user/arnplanted",
            "Bearer mF_9.B5f-4.1JqMplanted",
            "DB_HOST=hostplanted DB_USER=userplanted",
            "node ip-10-9-8-7");

    private static final List<String> SECRETS = List.of(
            "K7MDENG",
            "planted",
            "Planted",
            "PLANTED",
            "8a2e",
            "7d9f8b6c5d",
            "822463",
            "123 45 67",
            "dXNlcjpw",
            "507f1f77",
            "123456789012",
            "10-9-8-7");

    private static Turn turn() {
        var slow = new StringBuilder();
        var postgres = new StringBuilder();
        var jtl = new StringBuilder(
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,bytes,URL\n");
        for (int i = 0; i < 200; i++) {
            var form = FORMS.get(i % FORMS.size());
            slow.append("# Time: 2026-11-22T08:42:%02d.000000Z%n".formatted(i % 60))
                    .append("# User@Host: uplanted[uplanted] @ dbplanted [10.9.8.7]  Id: 12\n")
                    .append("# Query_time: 2.100000  Lock_time: 0.000010 Rows_sent: 1  Rows_examined: 900000\n")
                    .append("SELECT /* %s */ * FROM t%d WHERE name = 'Jane Planted' AND x IN ('%s');%n"
                            .formatted(form, i % FORMS.size(), form.replace("\\", "\\\\")));
            postgres.append("2026-11-22 08:42:%02d.000 UTC [%d] uplanted@shop ERROR:  no answer, %s%n"
                    .formatted(i % 60, 100 + i, form));
            jtl.append("%d,%d,GET /a%d,500,\"%s\",\"%s 1-%d\",false,900,https://shop.acme.ch/a%n"
                    .formatted(1_795_336_960_000L + i * 200L, 2000 + i, i % 17, form, form, i));
        }
        var said = Asking.ADVISOR
                .dialogue()
                .reply(Case.empty(), "Checkout is slow. " + String.join("; ", FORMS) + "; my password is pwplanted1")
                .next();
        return Asking.ADVISOR.attach(
                said,
                List.of(
                        stream("Jane Planted slow.log", slow),
                        stream("planted-pg.log", postgres),
                        stream("planted.jtl", jtl)),
                Progress.SILENT);
    }

    private static Given stream(String name, CharSequence text) {
        return new Given.OfStream(
                name, () -> new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Script readingAndCorrected() {
        return seen -> switch (seen.number()) {
            case 1 ->
                Move.Calls.of(
                        new Call("overview", "{}"),
                        new Call("list_causes", "{}"),
                        new Call("list_findings", "{}"),
                        new Call("artifacts", "{}"),
                        new Call("top", "{\"of\":\"statements\"}"),
                        new Call("top", "{\"of\":\"endpoints\"}"),
                        new Call("facts", "{\"prefix\":\"sql.log\"}"),
                        new Call("facts", "{\"prefix\":\"sql.events\"}"),
                        new Call("facts", "{\"prefix\":\"load.errors\"}"),
                        new Call("remedies", "{}"),
                        new Call("plan", "{}"),
                        new Call("load_test", "{}"));
            case 2 ->
                Move.Calls.of(
                        new Call("facts", "{\"prefix\":\"sql.statements\",\"offset\":20}"),
                        new Call("facts", "{\"prefix\":\"load\",\"offset\":20}"),
                        new Call("get", "{\"ids\":\"<user-1>, <secret-1>, <host-1>\"}"),
                        new Call("comparison", "{}"));
            default -> Voices.answer(wrong(seen));
        };
    }

    /** Sentences that are cited and not said, so that what could be said is sent back. */
    private static List<Line> wrong(Seen seen) {
        return seen.items().stream()
                .map(Seen.Item::id)
                .distinct()
                .limit(40)
                .map(id -> Line.of("All is well with <user-1>.", id))
                .toList();
    }

    static Stream<Way> ways() {
        return Asking.ways().filter(way -> way.protocol() != Protocol.OLLAMA);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noneOfThemIsInAnyRequest(Way way) {
        var limits =
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), 8, 4_000_000, 8_000_000, 0, 0, 0, 2_000);
        try (var model = new ScriptedModel(way.protocol(), readingAndCorrected());
                var assistant = Asking.assistant(way, model.baseUrl(), limits)) {
            assistant.speak(
                    turn(), "Why? " + String.join("; ", FORMS), CaseMemory.empty(), RunSource.none(), Listener.NONE);

            assertThat(model.bodies())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(body -> assertThat(body).doesNotContain(SECRETS));
        }
    }

    /** What tells that a text is secret may be said long after it was said for the first time. */
    @Test
    void whatIsKnownNowIsTakenOutOfWhatWasSaidBefore() {
        var turn = Asking.ADVISOR.dialogue().reply(Case.empty(), "Checkout is slow");
        var memory = new CaseMemory("it", List.of(CaseMemory.exchange("is qwertzplanted a word?", List.of(), 0, 0)));
        try (var model = new ScriptedModel(Protocol.OPENAI, Asking::verdict);
                var assistant = Asking.assistant(new Way(Protocol.OPENAI, true), model.baseUrl(), Asking.LIMITS)) {
            assistant.speak(turn, "Why? password=qwertzplanted", memory, RunSource.none(), Listener.NONE);

            assertThat(model.bodies())
                    .isNotEmpty()
                    .allSatisfy(body -> assertThat(body).doesNotContain("qwertz"));
        }
    }
}
