package dev.perfadvisor.engine.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be drawn, as the figures that are drawn: each renderer finds its own form for them. */
public sealed interface Chart {

    /**
     * A sum written out.
     *
     * @param unit of the amounts, as a word
     */
    record Sum(List<Term> terms, double total, String unit) implements Chart {}

    /**
     * One summand.
     *
     * @param id of what it comes from
     * @param text what it says, in one line
     * @param counted whether it is in the sum
     */
    record Term(String id, String text, double amount, boolean counted) {}

    /**
     * Parts of a whole, which may overlap; with several series they are held against each other row by row.
     *
     * @param series what each of the values of a row is a share of
     */
    record Shares(List<String> series, List<Share> rows) implements Chart {}

    /**
     * One row of shares.
     *
     * @param values 0..1, one a series; null when unknown
     */
    record Share(String label, List<@Nullable Double> values) {}

    /** How durations are spread, one row for each set of them, to be drawn on a logarithmic scale. */
    record Quantiles(List<Spread> rows) implements Chart {}

    /**
     * How the durations of one set are spread.
     *
     * @param samples how many there are; null when unknown
     * @param points known quantiles, the lowest first
     */
    record Spread(String label, @Nullable Long samples, List<Quantile> points) {}

    /** A quantile, named {@code p50}, {@code p99}, {@code max}. */
    record Quantile(String name, Duration value) {}

    /**
     * What went on at the same time, on one axis.
     *
     * @param from when the first step begins
     * @param step length of each
     * @param spans what each piece of evidence covers
     * @param marked steps to be looked at, by number, in order
     * @param mark what is the matter with those
     */
    record Tracks(Instant from, Duration step, List<Span> spans, List<Track> tracks, List<Integer> marked, String mark)
            implements Chart {}

    /** A stretch of time that a piece of evidence covers. */
    record Span(String artifact, String name, Instant from, Instant to) {}

    /**
     * An amount over time.
     *
     * @param id stable name of what is measured
     * @param unit as of {@link Fact#unit()}, or what is counted: {@code threads}, {@code statements}
     * @param values one a step; null where there is no evidence
     */
    record Track(String id, String label, String unit, List<@Nullable Double> values) {

        /** The largest value, null when none is known. */
        public @Nullable Double most() {
            Double most = null;
            for (var value : values) {
                most = value != null && (most == null || value > most) ? value : most;
            }
            return most;
        }
    }

    /**
     * Where something is spent, by paths of calls: a {@link FlameGraph} as columns, callers before what they call, without
     * what is too small to be seen.
     *
     * @param measure what is spent
     * @param unit of the weights: {@code samples}, {@code bytes}, {@code ns}
     * @param names each name once
     * @param calls the call of each row, an index into the names
     * @param depths how deep each row is: 0 is a group of threads
     * @param weights of each row with all that it calls
     * @param total weight of all, drawn or not
     * @param chains rows that stand for several calls; null where that is not known
     */
    record Flame(
            String measure,
            String unit,
            List<String> names,
            List<Integer> calls,
            List<Integer> depths,
            List<Long> weights,
            long total,
            @Nullable List<Chain> chains)
            implements Chart {

        /** Of which every row is one call. */
        public Flame(
                String measure,
                String unit,
                List<String> names,
                List<Integer> calls,
                List<Integer> depths,
                List<Long> weights,
                long total) {
            this(measure, unit, names, calls, depths, weights, total, List.of());
        }

        /** Share of all, 0..1. */
        public double share(int row) {
            return Icicle.share(weights.get(row), total);
        }
    }

    /**
     * Calls that only hand on and are drawn as one.
     *
     * @param row of the flame graph that stands for them
     * @param calls indexes into the names, callers first
     */
    record Chain(int row, List<Integer> calls) {}

    /**
     * Two flame graphs of one measure held against each other: all calls of both, callers before what they call.
     *
     * @param names each name once
     * @param calls the call of each row, an index into the names
     * @param depths how deep each row is: 0 is a group of threads
     * @param base weights of each row before, 0 where the call was not made or too small to be drawn
     * @param candidate the same after
     * @param baseTotal weight of all before, drawn or not
     * @param candidateTotal the same after
     */
    record FlameChange(
            String measure,
            String unit,
            List<String> names,
            List<Integer> calls,
            List<Integer> depths,
            List<Long> base,
            List<Long> candidate,
            long baseTotal,
            long candidateTotal)
            implements Chart {

        /** Share of all before, 0..1. */
        public double before(int row) {
            return Icicle.share(base.get(row), baseTotal);
        }

        /** Share of all after, 0..1. */
        public double after(int row) {
            return Icicle.share(candidate.get(row), candidateTotal);
        }

        /**
         * Whether the share changed by more than samples of the same program differ by chance: two standard errors of the
         * difference. Of anything but samples it is not known how many there were, so that only the change itself counts.
         * Where a side has nothing at all, there is nothing to hold the other against.
         */
        public boolean beyondChance(int row) {
            return beyondChance(base.get(row), candidate.get(row));
        }

        /** The same of any weights of the two sides. */
        public boolean beyondChance(long before, long after) {
            if (baseTotal == 0 || candidateTotal == 0) {
                return false;
            }
            double change = Math.abs(Icicle.share(after, candidateTotal) - Icicle.share(before, baseTotal));
            double pooled = (double) (before + after) / (baseTotal + candidateTotal);
            double error = unit.equals("samples")
                    ? 2 * Math.sqrt(pooled * (1 - pooled) * (1.0 / baseTotal + 1.0 / candidateTotal))
                    : 0;
            return change > error;
        }
    }
}
