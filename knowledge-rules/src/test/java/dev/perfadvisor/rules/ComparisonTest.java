package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Comparison.Method;
import dev.perfadvisor.engine.model.ComparisonVerdict.Better;
import dev.perfadvisor.engine.model.ComparisonVerdict.Indication;
import dev.perfadvisor.engine.model.ComparisonVerdict.NoChange;
import dev.perfadvisor.engine.model.ComparisonVerdict.NotComparable;
import dev.perfadvisor.engine.model.ComparisonVerdict.NotProven;
import dev.perfadvisor.engine.model.ComparisonVerdict.Worse;
import dev.perfadvisor.engine.model.Difference;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {

    private static final Comparisons COMPARISONS = new Comparisons(new Advisor(List.of()));

    private static Comparison compare(List<RunEvidence> base, List<RunEvidence> candidate) {
        return COMPARISONS.compare(base, candidate, Progress.SILENT);
    }

    private static Measure measure(Comparison comparison, String title) {
        return comparison.measures().stream()
                .filter(measure -> measure.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void sixRunsASideProveThatABuildIsSlower() {
        var base = LoadRuns.usual().runs("base", 6, 1);
        var slow = LoadRuns.usual().slower(1.15).runs("slow", 6, 2);
        var comparison = compare(base, slow);
        assertThat(comparison.verdict()).isInstanceOf(Worse.class);
        var typical = measure(comparison, "typical request");
        assertThat(typical.method()).isEqualTo(Method.RUNS);
        assertThat(typical.base()).hasSize(6);
        assertThat(typical.ratio().value()).isCloseTo(1.15, within(0.05));
        assertThat(typical.ratio().low()).isLessThan(1.15);
        assertThat(typical.ratio().high()).isGreaterThan(1.15);
        assertThat(comparison.answer()).startsWith("Worse: typical request is 1.1");

        assertThat(compare(slow, base).verdict()).isInstanceOf(Better.class);
    }

    /** Medians 5 and 15 ms, of which the first endpoint has half of the time: 3 x 5 against 1 x 15. */
    @Test
    void theTypicalRequestIsTheMeanOfTheEndpointsByTheirTime() {
        var comparison =
                compare(LoadRuns.usual().runs("base", 4, 3), LoadRuns.usual().runs("same", 4, 4));
        var expected = Math.sqrt(0.005 * 0.015);
        assertThat(measure(comparison, "typical request").base())
                .allSatisfy(value -> assertThat(value).isCloseTo(expected, within(expected * 0.1)));
        assertThat(measure(comparison, "p50 of GET /products").base())
                .allSatisfy(value -> assertThat(value).isCloseTo(0.005, within(0.0005)));
    }

    @Test
    void manyRunsOfOneBuildShowThatNothingChanged() {
        var comparison =
                compare(LoadRuns.usual().runs("base", 8, 5), LoadRuns.usual().runs("same", 8, 6));
        assertThat(comparison.verdict()).isInstanceOf(NoChange.class);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.explanation()).isEmpty();
    }

    /** Without it a p95 would be that of the warm-up, and differ with its length. */
    @Test
    void warmUpIsLeftOut() {
        var base = List.of(warmingUp("a", 30, 0, 6), warmingUp("b", 31, 1, 10));
        var same = List.of(warmingUp("c", 32, 2, 8), warmingUp("d", 33, 3, 7));
        var comparison = compare(base, same);
        var steady =
                compare(LoadRuns.usual().runs("base", 2, 34), LoadRuns.usual().runs("same", 2, 35));

        assertThat(comparison.notes()).anyMatch(note -> note.contains("of the steady part of each run"));
        assertThat(measure(comparison, "p95").base())
                .allSatisfy(p95 ->
                        assertThat(p95).isCloseTo(measure(steady, "p95").base().getFirst(), within(0.003)));
        assertThat(steady.notes()).noneMatch(note -> note.contains("steady part"));
    }

    /** A run of a minute, whose first seconds take four times as long. */
    private static RunEvidence warmingUp(String label, long seed, int hour, int seconds) {
        var text = new StringBuilder();
        for (int part = 0; part < 3; part++) {
            var lines = LoadRuns.usual().csv(seed + 100L * part, hour).lines().toList();
            text.append(part == 0 ? lines.getFirst() + "\n" : "");
            long start = Long.parseLong(lines.get(1).split(",", -1)[1]);
            for (var line : lines.subList(1, lines.size())) {
                var cells = line.split(",", -1);
                long at = Long.parseLong(cells[1]) + part * 20_000_000L;
                boolean cold = cells[0].equals("http_req_duration") && at < start + seconds * 1_000_000L;
                cells[1] = String.valueOf(at);
                cells[2] = cold ? String.valueOf(4 * Double.parseDouble(cells[2])) : cells[2];
                text.append(String.join(",", cells)).append('\n');
            }
        }
        return evidence(label, text.toString());
    }

    @Test
    void oneRunASideIsAnIndicationAndNeverAProof() {
        var comparison = compare(
                LoadRuns.usual().runs("base", 1, 7), LoadRuns.usual().slower(2).runs("slow", 1, 8));
        assertThat(comparison.verdict()).isInstanceOf(NotProven.class);
        var open = (NotProven) comparison.verdict();
        assertThat(open.indication()).isEqualTo(Indication.WORSE);
        assertThat(open.runsNeeded()).isBetween(4, 8);
        assertThat(comparison.measures()).allMatch(m -> m.method() == Method.USUAL_VARIATION);
    }

    @Test
    void whatIsNotTheSameTestIsRefusedWithTheReason() {
        var base = LoadRuns.usual().runs("base", 2, 9);
        assertRefused(base, new LoadRuns(5, 90, 0.75, 0).runs("c", 2, 10), "60 against 90");
        assertRefused(base, new LoadRuns(5, 60, 0.3, 0).runs("c", 2, 10), "the mix differs");
        assertRefused(base, new LoadRuns(5, 60, 0.75, 0.2).runs("c", 2, 10), "fail");
        assertRefused(base, List.of(log("no load test", "select 1", 3)), "holds no result of a load test");
        var twice = List.of(LoadRuns.usual().run("one", 11, 0), LoadRuns.usual().run("other", 11, 0));
        assertRefused(base, twice, "one and other are the same run");
    }

    private static void assertRefused(List<RunEvidence> base, List<RunEvidence> candidate, String reason) {
        var comparison = compare(base, candidate);
        assertThat(comparison.verdict()).isInstanceOf(NotComparable.class);
        assertThat(comparison.answer()).startsWith("Not comparable").contains(reason);
        assertThat(comparison.measures()).isEmpty();
    }

    /** A log in which a statement comes so often, 1 ms each, a second apart. */
    private static RunEvidence log(String label, String statement, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(entry(i, "select name from customer where id = 7", 2));
            for (int k = 0; k < count; k++) {
                text.append(entry(i, statement, 4));
            }
        }
        return evidence(label, text.toString());
    }

    private static String entry(int second, String statement, int millis) {
        return "2026-11-22 08:00:%02d.000 UTC [17] LOG:  duration: %d.000 ms  statement: %s\n"
                .formatted(second, millis, statement);
    }

    private static RunEvidence evidence(String label, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RunEvidence(
                label, List.of(new Given.OfStream(label + ".log", () -> new ByteArrayInputStream(bytes))));
    }

    @Test
    void statementsThatAppearedAndDisappearedAreNamed() {
        var comparison = compare(
                List.of(log("before", "select count(*) from visit", 1)),
                List.of(log("after", "select total from bill where id = 9", 3)));
        var bill = differences(comparison, "select total from bill where id = ?");
        assertThat(bill).isNotEmpty().allMatch(d -> d.change() == Difference.Change.APPEARED);
        var count = bill.stream()
                .filter(d -> d.trait().id().equals("sql.statement-count-per-second"))
                .findFirst()
                .orElseThrow();
        // 180 executions between 08:00:00 and 08:00:59.
        assertThat(count.candidate().values().getFirst()).isCloseTo(180 / 59.0, within(0.06));
        assertThat(count.base().values()).containsExactly(0.0);
        assertThat(count.base().atMost()).isFalse();
        assertThat(differences(comparison, "select count(*) from visit"))
                .isNotEmpty()
                .allMatch(d -> d.change() == Difference.Change.DISAPPEARED);
        assertThat(differences(comparison, "select name from customer where id = ?"))
                .isEmpty();
        assertThat(comparison.differences()).noneMatch(Difference::proven);
    }

    private static List<Difference> differences(Comparison comparison, String subject) {
        return comparison.differences().stream()
                .filter(difference -> difference.subject().equals(subject))
                .toList();
    }

    @Test
    void logsThatLeaveOutOtherStatementsAreNotCompared() {
        var fast = log("fast", "select count(*) from visit", 1);
        var slow = evidence("slow", entry(0, "select 1", 60) + entry(1, "select 1", 60) + entry(9, "select 1", 70));
        var comparison = compare(List.of(fast), List.of(slow));
        assertThat(comparison.differences()).noneMatch(d -> d.trait().area().equals("statements"));
        assertThat(comparison.notes())
                .anyMatch(note -> note.contains("those faster than 2 ms") && note.contains("60 ms"));
    }

    @Test
    void withManyRunsADifferenceIsProven() {
        var before = new ArrayList<RunEvidence>();
        var after = new ArrayList<RunEvidence>();
        for (int i = 0; i < 5; i++) {
            before.add(log("before-" + i, "select count(*) from visit", 1 + i));
            after.add(log("after-" + i, "select total from bill where id = 9", 3 + i));
        }
        var comparison = compare(before, after);
        assertThat(differences(comparison, "select total from bill where id = ?"))
                .isNotEmpty()
                .allMatch(Difference::proven);
    }

    @Test
    void theJsonHoldsWhatTheRecordHolds() {
        var comparison = compare(
                LoadRuns.usual().runs("base", 4, 12),
                LoadRuns.usual().slower(1.5).runs("slow", 4, 13));
        var json = JsonMapper.shared().readTree(ComparisonReport.render(comparison, Format.JSON, Style.plain()));
        assertThat(json.get("schema").asString()).isEqualTo("advisor.comparison/1");
        assertThat(json.get("verdict").asString()).isEqualTo("worse");
        assertThat(json.get("measures").size()).isEqualTo(comparison.measures().size());
        var first = json.get("measures").get(0);
        assertThat(first.get("quantile").asString()).isEqualTo("typical");
        assertThat(first.get("base").size()).isEqualTo(4);
        assertThat(first.get("ratio").get("value").asDouble())
                .isEqualTo(comparison.measures().getFirst().ratio().value());
        for (var name : List.of("answer", "explanation", "causes", "differences", "environment", "notes")) {
            assertThat(json.has(name)).as(name).isTrue();
        }
        for (var format : List.of(Format.TERMINAL, Format.MARKDOWN, Format.HTML)) {
            assertThat(ComparisonReport.render(comparison, format, Style.plain()))
                    .contains("typical request", "slow-1");
        }
    }

    @Test
    void aSeriesSaysFromWhichRunOnItIsSlower() {
        var runs = new ArrayList<RunEvidence>();
        for (int i = 0; i < 16; i++) {
            var build = i < 9 ? LoadRuns.usual() : LoadRuns.usual().slower(1.3);
            runs.add(build.run("build-" + i, 100 + i, i));
        }
        var series = COMPARISONS.series(COMPARISONS.runs(runs.reversed(), Progress.SILENT));
        assertThat(series.changes()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.run()).isEqualTo("build-9");
            assertThat(change.ratio()).isCloseTo(1.3, within(0.08));
        });
        assertThat(series.endsWorse()).isTrue();
        assertThat(series.answer()).contains("From build-9 on");
    }

    @Test
    void aSteadySeriesHasNoChange() {
        var series = COMPARISONS.series(COMPARISONS.runs(LoadRuns.usual().runs("build", 14, 20), Progress.SILENT));
        assertThat(series.changes()).isEmpty();
        assertThat(series.endsWorse()).isFalse();
    }

    @Test
    void aRunOfAnotherTestIsLeftOutOfTheSeries() {
        var runs = new ArrayList<>(LoadRuns.usual().runs("build", 8, 21));
        runs.add(new LoadRuns(5, 120, 0.75, 0).run("other rate", 99, 4));
        var series = COMPARISONS.series(COMPARISONS.runs(runs, Progress.SILENT));
        assertThat(series.runs()).hasSize(8);
        assertThat(series.leftOut()).hasSize(1);
        assertThat(series.leftOut().getFirst().reason()).contains("60 against 120");
    }
}
