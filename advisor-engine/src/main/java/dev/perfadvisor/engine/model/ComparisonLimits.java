package dev.perfadvisor.engine.model;

import java.util.Map;

/**
 * Limits of comparing runs, by name, as the table {@code comparison.yaml} gives them. Ratios are 0..1.
 *
 * @param values by name; the accessors below say which names there must be
 */
public record ComparisonLimits(Map<String, Double> values) {

    /** Highest probability of calling runs of one build different. */
    public double level() {
        return value("level");
    }

    /** Share of the level that the figure of the typical request has; the other figures share the rest. */
    public double medianShare() {
        return value("median.share");
    }

    /** Probability with which a real difference is to be found, for the number of runs that are needed. */
    public double power() {
        return value("power");
    }

    /** Usual variation between runs of one build (standard deviation over mean) of a quantile such as {@code p95}. */
    public double variation(String quantile) {
        return value("variation." + quantile);
    }

    /** Differences smaller than this are of no interest. */
    public double margin(String quantile) {
        return value("margin." + quantile);
    }

    /** Fewest requests of a run for this quantile. */
    public double samples(String quantile) {
        return value("samples." + quantile);
    }

    /** How far {@code rate}, {@code length} or {@code users} may be apart, as a share of the smaller one. */
    public double apart(String what) {
        return value("apart." + what);
    }

    /** How far shares of requests may be apart. */
    public double mixApart() {
        return value("apart.mix");
    }

    /** How far the shares of failed requests may be apart. */
    public double errorsApart() {
        return value("apart.errors");
    }

    /** Change of a fact, as a share of the smaller value, that is of interest. */
    public double factMargin(boolean several) {
        return value(several ? "margin.fact" : "margin.fact.single");
    }

    /** Change of the support of a cause, in decibans, that is of interest. */
    public double supportMargin() {
        return value("margin.support");
    }

    /**
     * Share of the time of all requests from which on an {@code endpoint} is looked at; {@code support} in decibans from which
     * on a cause is.
     */
    public double least(String what) {
        return value("least." + what);
    }

    private double value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("comparison.yaml has no row '" + name + "'");
        }
        return value;
    }
}
