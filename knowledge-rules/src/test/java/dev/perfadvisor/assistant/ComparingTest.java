package dev.perfadvisor.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.assistant.Asking.Way;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.assistant.CaseMemory;
import dev.perfadvisor.engine.assistant.Listener;
import dev.perfadvisor.engine.assistant.Spoken;
import dev.perfadvisor.engine.assistant.Spoken.Status;
import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import dev.perfadvisor.engine.store.jdbc.Database;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.rules.LoadRuns;
import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model compares runs by a tool, in the way in which the command does, and what it says of them is held against that. */
class ComparingTest {

    private static final List<RunEvidence> BEFORE = LoadRuns.usual().runs("before", 6, 1);
    private static final List<RunEvidence> AFTER = runs(LoadRuns.usual().slower(1.23), 6, 6);

    private static final RunEvidence OTHER = new LoadRuns(5, 90, 0.75, 0).run("other", 77, 20);

    @TempDir
    private static Path directory = Path.of("");

    private static Database database;
    private static BaselineStore store;
    private static Turn both;
    private static Turn after;

    private static List<RunEvidence> runs(LoadRuns of, int count, int firstHour) {
        var runs = new ArrayList<RunEvidence>();
        for (int i = 0; i < count; i++) {
            runs.add(of.run("after-" + (i + 1), 2000 + i, firstHour + i));
        }
        return runs;
    }

    private static Turn attached(List<RunEvidence> runs) {
        var given = runs.stream().flatMap(run -> run.evidence().stream()).toList();
        return Asking.ADVISOR.attach(Case.empty(), given, Progress.SILENT);
    }

    @BeforeAll
    static void prepare() {
        database = Database.open(directory, Clock.systemUTC(), _ -> {});
        store = new JdbcBaselineStore(database, Clock.systemUTC());
        new Baselines(Asking.ADVISOR, store).save("the release of May", Map.of(), BEFORE, Progress.SILENT);
        both = attached(Stream.concat(BEFORE.stream(), AFTER.stream()).toList());
        after = attached(AFTER.subList(0, 1));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static RunSource source() {
        return new RunSource(() -> store, (artifacts, _) -> {
            var given = new ArrayList<Given>();
            for (var artifact : artifacts) {
                Stream.of(BEFORE, AFTER, List.of(OTHER))
                        .flatMap(List::stream)
                        .flatMap(run -> run.evidence().stream())
                        .filter(one -> one.name().equals(artifact.name()))
                        .forEach(given::add);
            }
            return Optional.of(given);
        });
    }

    private static Spoken speak(Turn turn, Script script) {
        var way = new Way(Protocol.OPENAI, true);
        try (var model = new ScriptedModel(way.protocol(), script);
                var assistant = Asking.assistant(way, model.baseUrl(), Asking.LIMITS)) {
            return assistant.speak(turn, "Did it get better?", CaseMemory.empty(), source(), Listener.NONE);
        }
    }

    private static Move compare(String arguments) {
        return Move.Calls.of(new Call("comparison", arguments));
    }

    private static final String SIX_AND_SIX =
            "{\"base\":\"run:1,run:2,run:3,run:4,run:5,run:6\",\"candidate\":\"run:7,run:8,run:9,run:10,run:11,run:12\"}";

    private static final String ID = "comparison:run:1_2_3_4_5_6..run:7_8_9_10_11_12";

    private static Comparison expected() {
        return new Comparisons(Asking.ADVISOR).compare(BEFORE, AFTER, Progress.SILENT);
    }

    private static Seen.Item item(Seen seen, String id) {
        return seen.items("comparison").stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runsOfTheCaseAndBaselinesAreListed() {
        var listed = new AtomicReference<>(List.<Seen.Item>of());
        speak(both, seen -> {
            if (seen.results().isEmpty()) {
                return compare("{}");
            }
            listed.set(seen.items());
            return Asking.verdict(seen);
        });
        assertThat(listed.get())
                .extracting(Seen.Item::id)
                .contains("run:1", "run:12", "baseline:the%20release%20of%20May@1");
        assertThat(listed.get())
                .filteredOn(item -> item.id().startsWith("baseline:"))
                .singleElement()
                .satisfies(item -> assertThat(item.says().getFirst())
                        .startsWith("There is the baseline the release of May, version 1, kept on ")
                        .contains("with 6 runs of this test: k6"));
    }

    /** Verdict, figures and intervals are those that the command prints. */
    @Test
    void itComparesAsTheCommandDoes() {
        var heard = new AtomicReference<>(List.<Seen.Item>of());
        speak(both, seen -> {
            if (seen.results().isEmpty()) {
                return compare(SIX_AND_SIX);
            }
            heard.set(seen.items("comparison"));
            return Asking.verdict(seen);
        });
        var expected = expected();
        assertThat(expected.verdict().id()).isEqualTo("worse");
        assertThat(heard.get().getFirst().id()).isEqualTo(ID);
        assertThat(heard.get().getFirst().says()).contains(expected.answer(), expected.explanation());
        assertThat(expected.measures()).isNotEmpty();
        for (int i = 0; i < expected.measures().size(); i++) {
            var measure = expected.measures().get(i);
            var says = heard.get().get(i + 1).says();
            assertThat(heard.get().get(i + 1).id()).isEqualTo(ID + "/measure/" + (i + 1));
            assertThat(says.get(2))
                    .isEqualTo(
                            "%s of the candidate is %s times that of the base, with 95 %% confidence between %s and %s"
                                            .formatted(
                                                    measure.title(),
                                                    Figures.plain(
                                                            measure.ratio().value()),
                                                    Figures.plain(
                                                            measure.ratio().low()),
                                                    Figures.plain(
                                                            measure.ratio().high()))
                                    + " times.");
        }
    }

    @Test
    void whatGotWorseCanBeSaidInFewWords() {
        var said = new AtomicReference<>("");
        var spoken = speak(both, seen -> {
            if (seen.results().isEmpty()) {
                return compare(SIX_AND_SIX);
            }
            var says = item(seen, ID + "/measure/1").says().getFirst();
            assertThat(says).matches("typical request got 2\\d(\\.\\d)? % worse\\.");
            said.set(says);
            return Voices.answer(List.of(
                    Line.of("The " + says.replace("%", "percent"), ID + "/measure/1"),
                    Line.of(item(seen, ID).says().getFirst(), ID)));
        });
        var sides = "From the runs 1, 2, 3, 4, 5, 6 of the case to the runs 7, 8, 9, 10, 11, 12 of the case: ";
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims().getFirst()).isEqualTo(new Claim(sides + said.get(), List.of(ID + "/measure/1")));
        assertThat(spoken.claims().getLast().text()).startsWith(sides + "Worse: ");
        assertThat(spoken.sources()).extracting(Spoken.Source::where).contains("runs compared as by ./advisor compare");
    }

    /** The id alone is enough, as in a conversation that goes on. */
    @Test
    void anIdIsKnownWithoutACall() {
        var spoken =
                speak(both, seen -> Voices.answer(List.of(Line.of(expected().answer(), ID))));
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
    }

    @Test
    void whatIsNotSoIsNotSaid() {
        for (var lie : List.of(
                "typical request got 23 % better.",
                "typical request got 230 % worse.",
                "It is not proven that typical request changed.",
                "The case got worse by 23 %.",
                "typical request did not change by more than 5 %.")) {
            var spoken = speak(
                    both,
                    seen -> seen.results().isEmpty()
                            ? compare(SIX_AND_SIX)
                            : Voices.answer(List.of(Line.of(lie, ID + "/measure/1", ID))));
            assertThat(spoken.claims()).as(lie).isEmpty();
        }
    }

    /** With a single run a side nothing is proven, and no sentence says it without saying so. */
    @Test
    void whatIsNotProvenIsCalledSo() {
        var heard = new AtomicReference<>(List.<Seen.Item>of());
        var id = "comparison:run:1..run:7/measure/1";
        var spoken = speak(both, seen -> {
            if (seen.results().isEmpty()) {
                return compare("{\"base\":\"run:1\",\"candidate\":\"run:7\"}");
            }
            heard.set(seen.items("comparison"));
            return Voices.answer(
                    List.of(Line.of(item(seen, id).says().getFirst(), id), Line.of("typical request got worse.", id)));
        });
        assertThat(heard.get().get(1).says().getFirst())
                .startsWith("It is not proven that typical request changed: it is ");
        assertThat(spoken.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.text())
                        .startsWith("From run 1 of the case to run 7 of the case: It is not proven that"));
    }

    @Test
    void aBaselineOfTheStoreIsComparedWith() {
        var id = "comparison:baseline:the%20release%20of%20May@1..run:1";
        var spoken = speak(
                after,
                seen -> seen.results().isEmpty()
                        ? compare("{\"base\":\"baseline:the%20release%20of%20May@1\"}")
                        : Voices.answer(List.of(Line.of(item(seen, id).says().getFirst(), id))));
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims().getFirst().text())
                .startsWith("From the baseline \"the release of May\", version 1 to run 1 of the case: ");
    }

    @Test
    void whatCanNotBeComparedIsSaid() {
        var told = new ArrayList<String>();
        for (var arguments : List.of(
                "{\"base\":\"run:99\"}",
                "{\"base\":\"baseline:none\"}",
                "{\"base\":\"run:1\",\"candidate\":\"run:1\"}",
                "{\"base\":\"artifact:a1\"}",
                "{\"base\":\"baseline:%zz\"}")) {
            speak(both, seen -> {
                if (seen.results().isEmpty()) {
                    return compare(arguments);
                }
                told.add(seen.results().getFirst());
                return Asking.verdict(seen);
            });
        }
        assertThat(told.get(0)).contains("There is no run 99; the case has 12.");
        assertThat(told.get(1)).contains("There is no baseline '<literal-1>'");
        assertThat(told.get(2)).contains("name two that differ");
        assertThat(told.get(3)).contains("neither a run of the case nor a baseline");
        assertThat(told.get(4)).contains("is no name of a baseline");
    }

    /** Runs of another test are refused as by the command, with the reasons. */
    @Test
    void anotherTestIsRefused() {
        var turn = attached(List.of(BEFORE.getFirst(), OTHER));
        var spoken = speak(
                turn,
                seen -> seen.results().isEmpty()
                        ? compare("{\"base\":\"run:1\"}")
                        : Voices.answer(seen.items("comparison").stream()
                                .limit(1)
                                .map(item -> Line.of(item.says().getFirst(), item.id()))
                                .toList()));
        assertThat(spoken.grounding().status()).isEqualTo(Status.VERIFIED);
        assertThat(spoken.claims().getFirst().text())
                .startsWith(
                        "From run 1 of the case to run 2 of the case: Not comparable: the tests differ: 60 against 90");
    }
}
