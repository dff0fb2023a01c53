package dev.perfadvisor.engine.model;

/**
 * One row of a decision table: how good a value of a metric is.
 *
 * @param id {@code latency.p50}
 * @param metric what users call it
 * @param unit {@code s} or {@code ratio}
 * @param good values better than this are good
 * @param acceptable values better than this are acceptable
 * @param poor values worse than this are poor; between acceptable and poor lies the {@code gap}
 * @param gap name of what lies between acceptable and poor
 * @param higherIsBetter true for throughput, false for latency and errors
 * @param source where the limits come from
 * @param fact path of the fact that is held against the limits
 * @param claim path of what the user may say of it
 */
public record Band(
        String id,
        String metric,
        String unit,
        double good,
        double acceptable,
        double poor,
        String gap,
        boolean higherIsBetter,
        String source,
        String fact,
        String claim) {

    /** {@code good}, {@code acceptable}, the name of the gap, or {@code poor}. */
    public String judge(double value) {
        if (reaches(value, good)) {
            return "good";
        }
        if (reaches(value, acceptable)) {
            return "acceptable";
        }
        boolean beyond = higherIsBetter ? value < poor : value > poor;
        return beyond ? "poor" : gap;
    }

    private boolean reaches(double value, double limit) {
        return higherIsBetter ? value >= limit : value < limit;
    }
}
