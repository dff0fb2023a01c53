package dev.perfadvisor.engine.evidence.slowquery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans of one statement, added up. */
final class PlanTally {

    /** Scans of further tables are left out. */
    private static final int MOST_TABLES = 16;

    private static final int TEXT = 4_000;

    private static final class ScanTally {
        private @Nullable String filter;
        private List<String> columns = List.of();
        private long kept;
        private long removed;
    }

    private long plans;
    private long analyzed;
    private long removed;
    private boolean spilled;
    private @Nullable String unusableIndex;
    private long returned;
    private long returning;
    private double misestimate;
    private long spillBytes;
    private final Set<KnownIndexes.Index> indexes = new LinkedHashSet<>();
    private String text = "";
    private final Map<String, ScanTally> scans = new LinkedHashMap<>();

    long plans() {
        return plans;
    }

    /** Whether plans threw away a thousand rows and more each: such a statement works rather than waits. */
    boolean scansMuch() {
        return analyzed > 0 && removed / analyzed >= 1000;
    }

    void add(PlanReading plan) {
        plans++;
        analyzed += plan.analyzed ? 1 : 0;
        removed += plan.removed;
        spilled |= plan.spilled;
        unusableIndex = unusableIndex == null ? plan.unusableIndex : unusableIndex;
        returned += Math.max(0, plan.returned);
        returning += plan.returned < 0 ? 0 : 1;
        misestimate = Math.max(misestimate, plan.misestimate);
        spillBytes = Math.max(spillBytes, plan.spillBytes);
        plan.indexes.forEach(this::index);
        if (text.isEmpty()) {
            text = plan.text.length() > TEXT ? plan.text.substring(0, TEXT) : plan.text;
        }
        for (var scan : plan.scans) {
            add(scan.table(), scan.filter(), scan.columns(), scan.kept(), scan.removed());
        }
    }

    void merge(PlanTally other) {
        plans += other.plans;
        analyzed += other.analyzed;
        removed += other.removed;
        spilled |= other.spilled;
        unusableIndex = unusableIndex == null ? other.unusableIndex : unusableIndex;
        returned += other.returned;
        returning += other.returning;
        misestimate = Math.max(misestimate, other.misestimate);
        spillBytes = Math.max(spillBytes, other.spillBytes);
        other.indexes.forEach(this::index);
        text = text.isEmpty() ? other.text : text;
        other.scans.forEach((table, scan) -> add(table, scan.filter, () -> scan.columns, scan.kept, scan.removed));
    }

    private void add(
            String table, @Nullable String filter, Supplier<List<String>> columns, long kept, long removedRows) {
        if (scans.size() >= MOST_TABLES && !scans.containsKey(table)) {
            return;
        }
        ScanTally scan = scans.computeIfAbsent(table, _ -> new ScanTally());
        if (scan.filter == null && scan.columns.isEmpty()) {
            scan.filter = filter;
            scan.columns = columns.get();
        }
        scan.kept += kept;
        scan.removed += removedRows;
    }

    private void index(KnownIndexes.Index index) {
        if (indexes.size() < MOST_TABLES) {
            indexes.add(index);
        }
    }

    Set<KnownIndexes.Index> indexes() {
        return indexes;
    }

    /** Most bytes that a sort or hash wrote to disk, 0 when no plan says. */
    long spillBytes() {
        return spillBytes;
    }

    /** Rows that the statement returned, mean over the plans that say so; null when none does. */
    @Nullable Double returnedPerCall() {
        return returning == 0 ? null : (Double) ((double) returned / returning);
    }

    /** Null when there was no plan. */
    SlowQueryFacts.@Nullable Plan facts() {
        if (plans == 0) {
            return null;
        }
        var costliest = scans.entrySet().stream()
                .reduce((a, b) ->
                        b.getValue().removed + b.getValue().kept > a.getValue().removed + a.getValue().kept ? b : a)
                .orElse(null);
        ScanTally scan = costliest == null ? null : costliest.getValue();
        return new SlowQueryFacts.Plan(
                plans,
                costliest == null ? "" : costliest.getKey(),
                scan == null || scan.filter == null ? "" : scan.filter,
                scan == null ? List.of() : scan.columns,
                analyzed == 0 ? null : (Double) ((double) removed / analyzed),
                analyzed == 0 ? null : (Double) (scan == null ? 0.0 : (double) scan.kept / analyzed),
                spilled,
                unusableIndex == null ? "" : unusableIndex,
                misestimate == 0 ? null : misestimate,
                spillBytes == 0 ? null : (Long) spillBytes,
                text);
    }

    /** The cast in a filter on a column that is none in the text, such as {@code (id)::numeric}; null when there is none. */
    @Nullable String castOnColumn() {
        for (ScanTally scan : scans.values()) {
            String cast = scan.filter == null ? null : PlanFilter.castOnColumn(scan.filter);
            if (cast != null) {
                return cast;
            }
        }
        return null;
    }
}
