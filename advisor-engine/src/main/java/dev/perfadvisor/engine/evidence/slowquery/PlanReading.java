package dev.perfadvisor.engine.evidence.slowquery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one logged plan says. */
final class PlanReading {

    /**
     * A full scan with a filter.
     *
     * @param columns of its condition, asked for once a table
     * @param kept rows it passed on
     * @param removed rows it read and threw away
     */
    record Scan(String table, @Nullable String filter, Supplier<List<String>> columns, long kept, long removed) {}

    final List<Scan> scans = new ArrayList<>();
    /** Rows thrown away by filters anywhere in the plan. */
    long removed;

    /** Whether it tells what happened, not only what the planner expected. */
    boolean analyzed;

    boolean spilled;

    @Nullable String unusableIndex;

    /** Rows that the statement returned, -1 when the plan does not say. */
    long returned = -1;
    /** Largest ratio of actual to estimated rows or its inverse, 0 when no node counts. */
    double misestimate;

    /** Time that the statement took, -1 when the plan does not say. */
    long nanos = -1;

    /** Bytes that sorts and hashes wrote to disk, most of one node; 0 when the plan does not say. */
    long spillBytes;

    /** Indexes that it uses, with the columns that it compares in each. */
    final List<KnownIndexes.Index> indexes = new ArrayList<>();

    String text = "";

    /** Notes a scan, when its filter removed more than it kept, as far as the plan says. */
    void scan(Scan scan) {
        if (!analyzed || scan.removed() > scan.kept()) {
            scans.add(scan);
        }
    }

    /** Notes estimated and actual rows of a node that handled at least a thousand of either. */
    void estimate(double estimated, double actual) {
        if (Math.max(estimated, actual) >= 1000) {
            double most = Math.max(estimated, actual);
            double least = Math.max(1, Math.min(estimated, actual));
            misestimate = Math.max(misestimate, most / least);
        }
    }
}
