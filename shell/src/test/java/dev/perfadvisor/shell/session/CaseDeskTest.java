package dev.perfadvisor.shell.session;

import static dev.perfadvisor.shell.session.Sitting.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of a session do with a case and its evidence. */
class CaseDeskTest {

    private final Sitting sitting = new Sitting();

    @TempDir
    private Path directory = Path.of("");

    private Turn after(String... lines) {
        return sitting.after(lines);
    }

    @Test
    void evidenceIsReadWhenItIsAttached() {
        var summary = Run.k6Summary(directory);

        var turn = after("attach \"" + summary + "\"", "evidence");

        assertThat(turn.session().evidence()).containsExactly(summary);
        assertThat(text(turn)).contains("k6 summary.json", "complete");
        var twice = after("attach '" + summary + "'", "attach '" + summary + "'");
        assertThat(twice.session().evidence()).hasSize(1);
        assertThat(text(after("attach '" + summary + "'", "facts --format json")))
                .contains("advisor.facts/1");
        assertThat(text(after("attach '" + summary + "'", "timeline"))).contains("no timeline");
    }

    @Test
    void factsAreLookedUpByTheirPaths() {
        var attach = "attach '" + Run.k6Summary(directory) + "'";

        assertThat(text(after(attach, "facts load.latency.")))
                .contains("load.latency.p99", " ms")
                .doesNotContain("load.requests");
        assertThat(text(after(attach, "facts load.nonsense"))).contains("No fact");
        assertThat(text(after(attach, "fact load.latency."))).contains("facts load.latency.");
        assertThat(after(attach, "facts").session().facts("load.l")).contains("load.latency.");
        assertThat(after(attach, "facts of the load").session().current().said())
                .isNotEmpty();
    }

    @Test
    void partsOfTheAnswerCanBeAskedFor() {
        var said = "the database is slow";

        assertThat(text(after(said, "plan"))).contains("PLAN").doesNotContain("HYPOTHESES");
        assertThat(text(after(said, "next"))).contains("jcmd");
        var result = Objects.requireNonNull(after(said).session().result());
        var last = result.diagnosis().causes().getLast().id();
        assertThat(text(after(said, "why " + last))).contains("prior", "Sum:");
        assertThat(text(after(said, "why 1"))).contains("Sum:");
        assertThat(after(said, "why db.nonsense").output()).isInstanceOf(Output.Refusal.class);
    }

    @Test
    void exportsByTheEndingOfTheName() {
        var turn = after("the database is slow", "export 'my report.md'");

        assertThat(turn.output()).isInstanceOfSatisfying(Output.Export.class, export -> {
            assertThat(export.file()).isEqualTo(Path.of("my report.md"));
            assertThat(export.format()).isEqualTo(Format.MARKDOWN);
        });
        assertThat(after("the database is slow", "export report").output()).isInstanceOf(Output.Refusal.class);
    }

    /** Names of files with spaces need no quotes, also among others, and before options. */
    @Test
    void namesWithSpacesNeedNoQuotes() {
        var summary = Run.k6Summary(directory);
        var said = "the database is slow";
        var report = directory.resolve("my last report.md");

        assertThat(after(said, "export " + report).output())
                .isInstanceOfSatisfying(
                        Output.Export.class, export -> assertThat(export.file()).isEqualTo(report));
        assertThat(after(said, "attach ../samples/checkout " + summary)
                        .session()
                        .evidence())
                .containsExactly(Path.of("../samples/checkout"), summary);
        assertThat(text(after("attach " + summary, "validate " + summary + " --criteria 'p95 under 60 s'")))
                .contains("p95 at most 60 s");
        assertThat(after("attach " + summary, "detach " + summary).session().evidence())
                .isEmpty();
        var drawn = after("attach ../samples/checkout", "flamegraph --output " + directory + "/my cpu.html --of cpu");
        assertThat(drawn.output())
                .isInstanceOfSatisfying(
                        Output.Flames.class,
                        flames -> assertThat(flames.file()).isEqualTo(directory.resolve("my cpu.html")));
    }

    @Test
    void aCauseIsFoundByAWordOfItsName() {
        var said = "the database is slow, hikari pool is exhausted";

        assertThat(text(after(said, "why pool?"))).contains("CONNECTION POOL EXHAUSTED", "Sum:");
        assertThat(text(after(said, "why nonsense")))
                .contains("names no cause 'nonsense'", "pool.connections-exhausted");
        assertThat(after(said, "why nonsense").session().current().answers()).isEmpty();
    }

    /** What a run after the change has shown to be done stays done when the case is opened another day. */
    @Test
    void aPlanThatWasCarriedOnIsKept() {
        var summary = Run.k6Summary(directory);
        var attached = after("attach '" + summary + "'", "plan");
        var validated =
                after("attach '" + summary + "'", "validate '" + summary + "' --criteria 'p95 under 60 s'", "plan");
        assertThat(text(validated))
                .isNotEqualTo(text(attached))
                .contains("[x] Success criterion (as you say): p95 at most 60 s");

        long number = validated.session().number();
        var opened = after("open " + number, "plan");
        assertThat(text(opened)).isEqualTo(text(validated));
        var anew = after("open " + number, "attach '" + summary + "'", "it happens at night, too", "plan");
        assertThat(anew.session().current().carried()).isNull();
    }

    @Test
    void whereANewCaseBeginsTheWayBackIsTold() {
        assertThat(text(after("the database is slow", "clear"))).contains("A new case", "open 1 goes back");
        assertThat(text(after("clear"))).contains("A new case").doesNotContain("open");
    }

    @Test
    void rulesCanBeLookedFor() {
        assertThat(text(after("rules n-plus-one"))).contains("orm.n-plus-one").doesNotContain("gc.");
    }

    @Test
    void evidenceCanBeTakenAwayAgain() throws IOException {
        var summary = Run.k6Summary(directory);
        var empty = Files.createFile(directory.resolve("empty.log"));

        var turn = after("attach '" + summary + "' '" + empty + "'", "detach empty.log");

        assertThat(turn.session().evidence()).containsExactly(summary);
        assertThat(turn.session().current().attached()).containsExactly(summary.toString());
        assertThat(text(turn)).doesNotContain("empty.log");
    }

    @Test
    void whereNothingCouldBeReadTheAnswerIsAboutThatAlone() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.log"));

        var turn = after("attach '" + empty + "'");

        assertThat(text(turn)).contains("the file is empty", "Collect it again").doesNotContain("PLAN");
        assertThat(turn.output())
                .isInstanceOfSatisfying(
                        Output.Page.class, page -> assertThat(page.exit()).isEqualTo(Exit.NOTHING_READ));
    }

    @Test
    void flameGraphsAreDrawnOfTheRecordingsThatAreAttached() throws IOException {
        var page = directory.resolve("locks.html");

        var turn = after("attach ../samples/checkout", "flamegraph", "flamegraph cpu --output '" + page + "'");

        assertThat(text(after("attach ../samples/checkout", "flamegraph")))
                .contains("Flame graph of cpu", "com.brightcart.")
                .doesNotContain("not read");
        assertThat(text(turn)).contains("Written to");
        assertThat(page).content().contains("<svg", "com.brightcart.");
    }

    @Test
    void theTimelineIsInWordsAndUnitsAndStaysWithTheCase() {
        var shown = text(after("attach ../samples/checkout", "timeline"));

        assertThat(shown)
                .contains("CPU used by the JVM", "Waiting for the database", "%")
                .doesNotContain("Nanos");
        assertThat(text(after("attach ../samples/checkout", "clear", "open 1", "timeline")))
                .isEqualTo(shown);
    }

    @Test
    void whatIsLeftOutIsShownWhenAskedFor() {
        var summary = Run.k6Summary(directory);
        var attach = "attach '" + summary + "'";

        assertThat(text(after(attach, "diagnose"))).contains("not shown here");
        assertThat(text(after(attach, "diagnose --full")))
                .doesNotContain("not shown here")
                .contains("could not be judged");
    }

    /** What is attached, and how much of it could be read; what fills pages is counted, and shown when asked for. */
    @Test
    void theEvidenceIsShort() {
        var attach = "attach ../samples/checkout";

        assertThat(text(after(attach, "evidence")))
                .contains("app.jfr.zst", "complete")
                .containsPattern("\\([0-9]+ rules could not be judged: not shown here; --full")
                .doesNotContain("Would tell")
                .satisfies(shown -> assertThat(shown.lines()).hasSizeLessThan(25));
        assertThat(text(after(attach, "evidence --full"))).contains("Would tell", "A rule whose facts are missing");
    }

    /** Where one stands is a screen; the whole report is a command away. */
    @Test
    void openShowsWhereOneStands() {
        var said = "the order history is slow";
        var opened = text(after(said, "attach ../samples/checkout", "clear", "open 1"));

        assertThat(opened)
                .contains("CASE 1", "You said: " + said, "Attached: ../samples/checkout")
                .contains("One query per row (N+1) (db.n-plus-one)", "steps are done")
                .contains("diagnose shows the whole report")
                .doesNotContain("What to change:")
                .satisfies(shown -> assertThat(shown.lines()).hasSizeLessThan(40));
        assertThat(text(after(said, "attach ../samples/checkout", "clear", "open 1 --full")))
                .contains("What to change:");
    }

    /** What nobody reads by itself is known by its name all the same. */
    @Test
    void whatAFileIsIsSaidAlsoOfOneThatIsNotRead() throws IOException {
        var log = directory.resolve("gc.log");
        Files.writeString(log, "[2026-11-22T08:30:33.746+0000][0.015s][info][gc     ] Using G1\n");

        assertThat(text(after("attach '" + log + "'", "evidence"))).containsPattern("gc\\.log +gc-log ");
    }

    @Test
    void ofAFlameGraphThatShowsLittleThatIsSaid() {
        var attach = "attach ../samples/checkout";

        assertThat(text(after(attach, "flamegraph lock")))
                .contains("The recording holds nothing of 'lock'; it holds cpu, ");
        assertThat(after(attach).session().measures())
                .contains("cpu", "allocation")
                .doesNotContain("lock", "sleeping");
        assertThat(after("the database is slow").session().measures()).contains("lock", "sleeping");
    }

    @Test
    void whyExplainsItsNumbers() {
        assertThat(text(after("checkout takes 3 s, hikari pool is exhausted", "why pool")))
                .contains("CONNECTION POOL EXHAUSTED (pool.connections-exhausted)", "ten times as likely")
                .contains("a known description");
        assertThat(text(after("attach ../samples/checkout"))).contains("10 decibans more make a cause ten times");
    }

    @Test
    void aNameOfTheWrongSortIsToldApart() {
        var summary = Run.k6Summary(directory);

        assertThat(text(after("rule db.missing-index"))).contains("'db.missing-index' is a cause, and no rule, and");
        assertThat(text(after("the index is missing, all rows are read", "rule db.missing-index")))
                .contains("why db.missing-index shows the rules");
        assertThat(text(after("attach '" + summary + "'", "baseline save before fix")))
                .contains("There is no file 'fix'.", "baseline save 'before fix'");
    }

    @Test
    void casesAreKeptAndOpenedAgainWithoutTheirEvidence() throws IOException {
        var summary = Run.k6Summary(directory);
        var first = after("the api is slow", "attach '" + summary + "'");
        Files.delete(summary);

        var again = after("clear", "open 1");

        assertThat(first.session().number()).isEqualTo(1);
        assertThat(again.session().number()).isEqualTo(1);
        assertThat(again.session().current().said()).containsExactly("the api is slow");
        assertThat(Objects.requireNonNull(again.session().result()).diagnosis().causes())
                .isEqualTo(Objects.requireNonNull(first.session().result())
                        .diagnosis()
                        .causes());
        assertThat(text(after("open 1", "evidence"))).contains("k6 summary.json", "complete");
        assertThat(text(after("cases"))).contains("title", "verdict");
    }
}
