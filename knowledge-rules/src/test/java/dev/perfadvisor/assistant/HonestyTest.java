package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.Assistant;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Library;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Provider;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.SpokenPage;
import dev.perfadvisor.engine.assistant.Telemetry;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.assistant.tools.Toolbox;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.scripted.Lies;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Planted;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A model that lies, obeys what artifacts say, or gives things away: nothing of it is shown, and nothing that was planted
 * leaves the process. The evidence is hostile in all of it.
 */
class HonestyTest {

    /** More are not looked up. */
    private static final int CALLS_AT_ONCE = 16;

    private static final Advisor ADVISOR = new Advisor(List.of());
    private static final Turn TURN = HostileCase.turn(ADVISOR);
    private static final String KEY = "k-PLANTED-PROVIDER-KEY";

    private record Heard(Spoken spoken, List<String> bodies) {}

    private static Heard hear(Script script) {
        return hear(script, Listener.NONE);
    }

    private static Heard hear(Script script, Listener listener) {
        return hear(TURN, Planted.MESSAGE, CaseMemory.empty(), script, listener);
    }

    private static Heard hear(Turn turn, String message, CaseMemory memory, Script script, Listener listener) {
        var limits = new AssistantSettings.Limits(
                Duration.ofSeconds(20), Duration.ofSeconds(30), 8, 400_000, 1_000_000, 0, 0, 0, 2_000);
        try (var model = new ScriptedModel(Protocol.OPENAI, script);
                var assistant = new Assistant(
                        new AssistantSettings(
                                Provider.OPENAI_COMPATIBLE,
                                model.baseUrl(),
                                "scripted",
                                KEY,
                                true,
                                AssistantSettings.Dialect.standard(),
                                limits),
                        ADVISOR,
                        Telemetry.NONE,
                        List.of())) {
            return new Heard(assistant.speak(turn, message, memory, RunSource.none(), listener), model.bodies());
        }
    }

    static Stream<String> lies() {
        return Lies.all().keySet().stream();
    }

    private static Line lie(String name, Seen seen) {
        return Lies.all().get(name).apply(seen);
    }

    private static String page(Spoken spoken) {
        return Renderer.render(SpokenPage.of(spoken), Format.MARKDOWN, new Style(120, false, true, false));
    }

    private static Line truth(Seen seen) {
        var cause = seen.items("cause").getFirst();
        return Line.of(cause.says().get(1), cause.id());
    }

    /** A true sentence about the cause as the advisor writes it, with its support as a tool gave it. */
    private static String shown(Line truth) {
        return "Threads queue for a lock is supported by the evidence with "
                + truth.text().replaceFirst(".* with ([\\d.]+) decibans.*", "$1")
                + " decibans.";
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(Lies.all()).hasSizeGreaterThanOrEqualTo(150);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void noLieIsShownBesideATruth(String name) {
        var lied = new AtomicReference<>(Line.of(""));
        var told = new AtomicReference<>(Line.of(""));
        var heard = hear(Voices.reading(seen -> {
            lied.set(lie(name, seen));
            told.set(truth(seen));
            return Voices.answer(List.of(truth(seen), lied.get()));
        }));
        var spoken = heard.spoken();

        int cited = lied.get().cites().isEmpty() ? 1 : 2;
        assertThat(spoken.grounding()).isEqualTo(new Spoken.Grounding(Status.PARTIAL, 2, cited, 1, true));
        assertThat(spoken.claims()).singleElement().satisfies(claim -> {
            assertThat(claim.text()).isEqualTo(shown(told.get()));
            assertThat(claim.cites()).containsExactly("cause:lock.contention");
        });
        assertThat(page(spoken))
                .doesNotContain(KEY, "HACKED\n", "8,246", "8246 ")
                .contains("left out");
        assertThat(heard.bodies()).hasSize(3);
        // What the model wrote itself is part of the last request.
        var secrets = Stream.concat(Planted.SECRETS.stream(), Stream.of(KEY))
                .filter(secret -> !lied.get().text().contains(secret))
                .toList();
        assertThat(heard.bodies()).allSatisfy(body -> assertThat(body).doesNotContain(secrets));
    }

    /** Whatever is asked with a name, the answer does not say what it stands for. */
    @Test
    void noToolTellsWhatANameStandsFor() {
        var names = hear(Voices.reading(seen -> Voices.answer(List.of(truth(seen))))).spoken().replaced().stream()
                .map(Redactor.Replaced::name)
                .toList();
        var tools = new Toolbox(new Ledger(TURN.next(), TURN.reply(), new Library(ADVISOR), RunSource.none())).tools();
        var calls = new ArrayList<Call>();
        for (var tool : tools) {
            for (var parameter : tool.parameters()) {
                for (var name : names) {
                    for (var argument : List.of(name, "sql.statements[" + name + "]", "x, " + name)) {
                        var arguments = new LinkedHashMap<String, String>();
                        tool.parameters()
                                .forEach(other -> arguments.put(
                                        other.name(),
                                        other.choices().isEmpty()
                                                ? ""
                                                : other.choices().getFirst()));
                        arguments.remove("offset");
                        arguments.put(parameter.name(), argument);
                        calls.add(new Call(tool.name(), Json.mapper().writeValueAsString(arguments)));
                    }
                }
            }
        }
        var answered = new ArrayList<String>();
        for (int at = 0; at < calls.size(); at += CALLS_AT_ONCE) {
            var some = calls.subList(at, Math.min(calls.size(), at + CALLS_AT_ONCE));
            var heard = hear(seen -> seen.results().isEmpty()
                    ? Move.Calls.of(some.toArray(Call[]::new))
                    : Voices.answer(List.of(truth(seen))));
            assertThat(heard.bodies()).hasSize(2);
            answered.add(heard.bodies().getLast());
        }

        assertThat(names).hasSizeGreaterThan(5);
        assertThat(answered)
                .anySatisfy(body -> assertThat(body).contains("There is no <secret-1>."))
                .allSatisfy(body -> assertThat(body).doesNotContain(Planted.SECRETS));
    }

    /** A text of 1,200 characters, with what is secret at each place where it could be cut. */
    @ParameterizedTest
    @ValueSource(ints = {880, 890, 1480, 1492, 100, 110})
    void whatIsCutIsHiddenBefore(int at) {
        var message = "It is slow. " + "x ".repeat(at / 2 - 6)
                + "db7.acme.ch 'Johannes Mustermann' jane.doe@corp.example" + " y".repeat(600);
        var turn = ADVISOR.dialogue().reply(Case.empty(), message);
        var memory = new CaseMemory(
                "it",
                IntStream.range(0, 4)
                        .mapToObj(i -> CaseMemory.exchange(message.replace("db7.acme", "pay9.shop"), List.of(), 0, 0))
                        .toList());
        var heard =
                hear(turn, "Why?", memory, seen -> Voices.answer(List.of(Line.of("no", "verdict:1"))), Listener.NONE);

        assertThat(heard.bodies())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).doesNotContain("Johann", "jane.d", "Muster", "db7", "pay9"));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void aModelThatOnlyLiesIsNotHeard(String name) {
        var spoken = hear(Voices.reading(seen -> Voices.answer(List.of(lie(name, seen)))))
                .spoken();

        assertThat(spoken.claims()).isEmpty();
        assertThat(spoken.grounding().status()).isEqualTo(Status.DETERMINISTIC);
        assertThat(spoken.grounding().retried()).isTrue();
        assertThat(page(spoken)).contains("was in the evidence that it cited", "Causes");
    }

    /** True sentences in an order that makes one speak of the other's subject. */
    @Test
    void whatIsTrueOfOneIsNotShownOfAnother() {
        var spoken = hear(Voices.reading(seen -> {
                    var chatty = finding(seen, "net.chatty-peer");
                    var scan = finding(seen, "sql.full-scan");
                    return Voices.answer(List.of(
                            Line.of(scan.says().getFirst() + " " + chatty.says().getLast(), scan.id(), chatty.id())));
                }))
                .spoken();

        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims().getFirst().text())
                .startsWith("A statement reads far more rows than it returns (\"select * from orders where email = ?")
                .endsWith(
                        "Many tiny messages to one peer (\"127.0.0.1:55433\"): It may be wrong in this case: Many requests that"
                                + " each make one small call.");
    }

    /** Marks and signs around a true sentence are not shown, nor is what the model makes of the figure. */
    @Test
    void whatIsShownIsWrittenByTheAdvisor() {
        var told = new AtomicReference<>(Line.of(""));
        var spoken = hear(Voices.reading(seen -> {
                    var cause = seen.items("cause").getFirst();
                    told.set(truth(seen));
                    return Voices.answer(List.of(Line.of(
                            "### **" + cause.says().get(1).replaceFirst("with ([\\d.]+)", "\"with\" $1") + "**",
                            cause.id())));
                }))
                .spoken();

        assertThat(spoken.claims()).extracting(Claim::text).containsExactly(shown(told.get()));
    }

    @Test
    void aModelThatLeavesOutTheMainThingIsSupplemented() {
        var spoken = hear(Voices.reading(seen -> {
                    var minor = finding(seen, "sql.select-star");
                    return Voices.answer(List.of(Line.of(minor.says().getLast(), minor.id())));
                }))
                .spoken();

        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(page(spoken)).contains("The verdict: Threads queue for a lock.");
    }

    private static Seen.Item finding(Seen seen, String rule) {
        return seen.items("finding").stream()
                .filter(item -> item.id().equals("finding:" + rule + "/1"))
                .findFirst()
                .orElseThrow();
    }

    /** What a model writes as an argument is no way to the user either. */
    @Test
    void argumentsOfToolsAreNoMessages() {
        var told = new ArrayList<String>();
        var script = (Script) seen -> seen.results().isEmpty()
                ? Move.Calls.of(
                        new Call("get", "{\"ids\":\"cause:lock.contention, all is well\"}"),
                        new Call("rules", "{\"word\":\"The database is healthy\",\"offset\":20}"),
                        new Call("timeline", "{\"series\":\"HACKED\",\"from\":\"2026-11-22T08:42:50Z\"}"),
                        new Call("facts", "{\"prefix\":\"sql.statements[0]\"}"),
                        new Call("all_is_well", "{}"))
                : Voices.answer(List.of(truth(seen)));
        hear(script, new Listener() {
            @Override
            public void progress(String text) {
                told.add(text);
            }

            @Override
            public void tool(String name, String arguments) {
                told.add(name + " " + arguments.replaceAll("\\s", ""));
            }
        });

        assertThat(told)
                .containsExactly(
                        "Asking scripted.",
                        "get {}",
                        "rules {\"offset\":\"20\"}",
                        "timeline {\"from\":\"2026-11-22T08:42:50Z\"}",
                        "facts {\"prefix\":\"sql.statements[0]\"}",
                        "Asking scripted.");
    }

    @Test
    void aModelThatCorrectsItselfIsHeard() {
        var spoken = hear(Voices.reading(seen -> seen.number() < 3
                        ? Voices.answer(List.of(Line.of("The database is healthy.", "verdict:1")))
                        : Voices.answer(List.of(truth(seen)))))
                .spoken();

        assertThat(spoken.grounding()).isEqualTo(new Spoken.Grounding(Status.VERIFIED, 1, 1, 1, true));
        assertThat(spoken.fault()).isNull();
    }

    @Test
    void whatWasTakenOutIsToldAndPutBack() {
        var spoken = hear(Voices.reading(seen -> Voices.answer(seen.items("said").stream()
                        .map(item -> Line.of(item.says().getFirst(), item.id()))
                        .toList())))
                .spoken();

        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims())
                .extracting(Claim::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("Hunter2Secret", "bob@corp.example")
                        .startsWith("You said: \""));
        assertThat(spoken.replaced()).extracting(one -> one.original()).contains("bob@corp.example", "Hunter2Secret");
    }
}
