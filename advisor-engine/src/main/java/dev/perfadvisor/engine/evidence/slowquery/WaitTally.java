package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.DurationSketch;
import org.jspecify.annotations.Nullable;

/**
 * Executions of one statement that took long though they touched few rows, by their duration, so that the share which is
 * far slower than the median can be told at the end. Durations are told apart to a quarter of an octave.
 */
final class WaitTally {

    /** Faster executions have not waited long. */
    private static final long LONG = 50_000_000L;

    /** More rows than these are work. */
    private static final long FEW_ROWS = 100;

    private static final int STEPS = 4;
    private static final int BUCKETS = 26 * STEPS;

    /** With rows known, and without. */
    private static final double FAR_SLOWER = 10;

    private static final double FAR_SLOWER_WITHOUT_ROWS = 20;

    /** Fewer slow executions are accidents. */
    private static final long SEVERAL = 3;

    private long @Nullable [] nanos;
    private long @Nullable [] counts;
    private boolean rowsKnown;

    void add(Execution execution) {
        rowsKnown |= execution.rowsExamined >= 0;
        boolean few = execution.rowsExamined <= FEW_ROWS
                && execution.rowsSent <= FEW_ROWS
                && execution.rowsAffected <= FEW_ROWS;
        if (few && execution.nanos >= LONG) {
            add(bucket(execution.nanos), 1, execution.nanos);
        }
    }

    void merge(WaitTally other) {
        rowsKnown |= other.rowsKnown;
        if (other.nanos != null && other.counts != null) {
            for (int i = 0; i < BUCKETS; i++) {
                add(i, other.counts[i], other.nanos[i]);
            }
        }
    }

    private void add(int bucket, long times, long time) {
        if (nanos == null || counts == null) {
            nanos = new long[BUCKETS];
            counts = new long[BUCKETS];
        }
        nanos[bucket] += time;
        counts[bucket] += times;
    }

    /**
     * The share of the statement's time in suspicious executions. Of statements that lock rows: UPDATE, DELETE, SELECT ...
     * FOR UPDATE, and INSERT where the log says rows. Where it does, those of 50 ms and more with at most 100 rows read,
     * sent and changed that took over ten times the median. Where it does not, only of statements with an equal column
     * and without a scan of a thousand rows in their plans, those over twenty times the median. When the median itself is
     * over 50 ms, all of 50 ms and more count if there is an equal column. Fewer than three such executions count as
     * none. Null for all other statements.
     */
    @Nullable Double share(StatementShape shape, PlanTally plans, DurationSketch durations) {
        boolean locks = shape.verb().equals("update") || shape.verb().equals("delete") || shape.forUpdate();
        boolean byKey = locks && !shape.filters().isEmpty() && !plans.scansMuch();
        boolean withRows = rowsKnown && (locks || shape.verb().equals("insert"));
        var median = durations.quantile(0.5);
        if (median == null || (!withRows && !byKey)) {
            return null;
        }
        double factor = rowsKnown ? FAR_SLOWER : FAR_SLOWER_WITHOUT_ROWS;
        boolean allSlow = byKey && median.toNanos() >= LONG;
        double limit = allSlow ? LONG : Math.max(LONG, median.toNanos() * factor);
        long total = durations.total().toNanos();
        return total == 0 ? 0 : Math.min(1, (double) above(limit) / total);
    }

    private long above(double limit) {
        long sum = 0;
        long times = 0;
        if (nanos != null && counts != null) {
            int from = (int) Math.ceil(position(limit) - 1e-9);
            for (int i = Math.clamp(from, 0, BUCKETS); i < BUCKETS; i++) {
                sum += nanos[i];
                times += counts[i];
            }
        }
        return times < SEVERAL ? 0 : sum;
    }

    private static int bucket(long value) {
        return Math.clamp((int) position((double) value), 0, BUCKETS - 1);
    }

    private static double position(double value) {
        return Math.log(value / LONG) / Math.log(2) * STEPS;
    }
}
