package dev.perfadvisor.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of runs held against each other. The run is the unit: a figure of a side is one figure a run, and percentiles
 * of several runs are never averaged.
 *
 * @param answer the verdict in one or two sentences
 * @param explanation what is new or gone in the candidate, by the same rules as a diagnosis; empty when there is nothing
 *     to explain
 * @param measures figures that were compared, those of the whole test first
 * @param causes what the rules find on either side: what is new first, then what is gone
 * @param differences other facts that differ, in the order of their table, those that differ most first
 * @param uncompared areas of facts that the two sides do not tell alike: {@code statements} where the logs leave out others
 * @param environment in what the two sides ran on other machines, JVMs or data
 * @param notes what limits the comparison without ruling it out
 * @param flames how the flame graphs of both sides differ, one a measure that both have
 */
public record Comparison(
        Side base,
        Side candidate,
        ComparisonVerdict verdict,
        String answer,
        String explanation,
        List<Measure> measures,
        List<CauseChange> causes,
        List<Difference> differences,
        List<String> uncompared,
        List<Setting> environment,
        List<String> notes,
        List<Chart.FlameChange> flames) {

    /** Name and version of the JSON form. */
    public static final String SCHEMA = "advisor.comparison/1";

    /** Something of the environment that both sides tell, and is not the same. */
    public record Setting(String name, String base, String candidate) {}

    /** Runs of one build. */
    public record Side(String name, List<TestRun> runs) {}

    /**
     * One run.
     *
     * @param requestsPerSecond as offered where that is known, else as served
     * @param failedRatio share of requests that failed, 0..1
     */
    public record TestRun(
            String label,
            @Nullable Instant from,
            @Nullable Duration length,
            @Nullable Long requests,
            @Nullable Double requestsPerSecond,
            @Nullable Double failedRatio) {}

    /**
     * A quantile of the time of requests.
     *
     * @param subject name of an endpoint; empty for all requests
     * @param quantile {@code p50}, {@code p95}, {@code p99}, or {@code typical}: the geometric mean of the endpoints' medians,
     *     each weighted by its share of the time
     * @param base seconds, one value a run
     * @param candidate seconds, one value a run
     * @param method how it was judged
     * @param p probability of a difference at least this large between runs of the same build; null when it was not tested
     * @param corrected the same, corrected for the number of figures that are compared
     */
    public record Measure(
            String subject,
            String quantile,
            List<Double> base,
            List<Double> candidate,
            Ratio ratio,
            Method method,
            @Nullable Double p,
            @Nullable Double corrected,
            ComparisonVerdict verdict) {

        /** {@code p95 of GET /orders}. */
        public String title() {
            var words = quantile.equals("typical") ? "typical request" : quantile;
            return subject.isEmpty() ? words : words + " of " + subject;
        }
    }

    /** How a measure was judged. */
    public enum Method {
        /** Exact rank test over the runs, and a bootstrap over whole runs. */
        RUNS("exact rank test over runs"),
        /** Too few runs on a side for a test: held against the variation between runs that the other side shows. */
        OWN_VARIATION("against the variation of the side with several runs"),
        /** Too few runs on both sides: held against the variation that runs of one build usually have. */
        USUAL_VARIATION("against the usual variation between runs");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Candidate over base: above 1 is slower. {@code low} and {@code high} bound it with 95 % confidence. */
    public record Ratio(double value, double low, double high) {}
}
