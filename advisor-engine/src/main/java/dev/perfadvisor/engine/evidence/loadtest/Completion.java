package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Run;
import org.jspecify.annotations.Nullable;

/** Facts of points, completed by what only the summary of the same run says. */
final class Completion {

    private Completion() {}

    static LoadTestFacts of(LoadTestFacts points, Summary summary, long otherRuns) {
        var whole = SummaryFacts.of(summary);
        return new LoadTestFacts(
                run(points.run(), whole.run(), otherRuns),
                points.latency().samples() == null || points.latency().samples() == 0
                        ? whole.latency()
                        : points.latency(),
                points.endpoints().isEmpty() ? whole.endpoints() : points.endpoints(),
                points.errors().failedRatio() == null ? whole.errors() : points.errors(),
                points.connections() == null ? whole.connections() : points.connections(),
                points.shape(),
                Summaries.thresholds(whole.thresholds(), points.thresholds()),
                points.phases() == null ? whole.phases() : points.phases(),
                points.omission(),
                points.groups(),
                points.checks(),
                points.tags(),
                points.precision(),
                points.course(),
                points.scaling());
    }

    /** The same facts, saying how many results of other runs were left aside. */
    static LoadTestFacts othersAside(LoadTestFacts facts, long otherRuns) {
        return new LoadTestFacts(
                run(facts.run(), facts.run(), otherRuns),
                facts.latency(),
                facts.endpoints(),
                facts.errors(),
                facts.connections(),
                facts.shape(),
                facts.thresholds(),
                facts.phases(),
                facts.omission(),
                facts.groups(),
                facts.checks(),
                facts.tags(),
                facts.precision(),
                facts.course(),
                facts.scaling());
    }

    private static Run run(Run points, Run whole, long otherRuns) {
        return new Run(
                points.tool(),
                points.from(),
                points.to(),
                either(points.length(), whole.length()),
                points.requests(),
                either(points.requestsPerSecond(), whole.requestsPerSecond()),
                either(points.iterations(), whole.iterations()),
                either(points.usersMax(), whole.usersMax()),
                either(points.droppedIterations(), whole.droppedIterations()),
                either(points.droppedRatio(), whole.droppedRatio()),
                either(points.openModel(), whole.openModel()),
                either(points.iterationMean(), whole.iterationMean()),
                either(points.checksFailedRatio(), whole.checksFailedRatio()),
                either(points.bytesPerRequest(), whole.bytesPerRequest()),
                points.source(),
                either(points.iterationsPerSecond(), whole.iterationsPerSecond()),
                either(points.usersMean(), whole.usersMean()),
                either(points.usersAllocated(), whole.usersAllocated()),
                either(points.usersAtLimitRatio(), whole.usersAtLimitRatio()),
                either(points.thinkTimeMean(), whole.thinkTimeMean()),
                otherRuns,
                either(points.droppedSecondsRatio(), whole.droppedSecondsRatio()));
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
