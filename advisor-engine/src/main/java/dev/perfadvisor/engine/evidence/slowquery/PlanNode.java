package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node of a PostgreSQL plan while it is read. Rows are for each loop, as the server prints them. */
final class PlanNode {

    private static final String SEQ_SCAN = "Seq Scan on ";

    /** What these read has no statistics, so that the planner supposes a part of it, however fresh those of tables are. */
    private static final List<String> WITHOUT_STATISTICS = List.of(
            "Subquery Scan",
            "CTE Scan",
            "Function Scan",
            "Table Function Scan",
            "Values Scan",
            "WorkTable Scan",
            "WindowAgg");

    private final String name;

    @Nullable String filter;

    double estimated;
    double actual;
    double removed;
    long loops;
    boolean spilled;
    long spillBytes;
    String index = "";

    @Nullable String indexCondition;

    boolean stoppedEarly;

    /** @param name as the text format prints it: {@code Parallel Seq Scan on public.orders o} */
    PlanNode(String name) {
        this.name = name;
    }

    /**
     * Whether what is right below a node may be stopped early: a limit takes no more rows than it needs, and so does a
     * window, which may have a condition to run on; a sort and a hash table take all.
     *
     * @param stopped whether the node itself may be
     */
    static boolean stopsBelow(String name, boolean stopped) {
        boolean takesAll = name.equals("Sort") || name.equals("Hash") || name.equals("Parallel Hash");
        return !takesAll && (stopped || name.startsWith("Limit") || name.startsWith("WindowAgg"));
    }

    void addTo(PlanReading plan) {
        if (plan.analyzed && plan.returned < 0) {
            // The first node is the root: what it gives is what the statement returns.
            plan.returned = Math.round(actual * loops);
        }
        plan.spilled |= spilled;
        plan.spillBytes = Math.max(plan.spillBytes, spillBytes);
        if (indexCondition != null && !index.isEmpty()) {
            plan.indexes.add(new KnownIndexes.Index(table(), index, PlanFilter.columns(indexCondition)));
        }
        long removedRows = Math.round(removed * loops);
        plan.removed += removedRows;
        if (loops > 0 && !stoppedEarly && WITHOUT_STATISTICS.stream().noneMatch(name::startsWith)) {
            plan.estimate(estimated, actual);
        }
        int scan = name.indexOf(SEQ_SCAN);
        var condition = filter;
        if (scan >= 0 && condition != null && (loops > 0 || !plan.analyzed)) {
            long kept = Math.round(plan.analyzed ? actual * loops : estimated);
            plan.scan(new PlanReading.Scan(table(), condition, () -> PlanFilter.columns(condition), kept, removedRows));
        }
    }

    /** The table in {@code Index Scan using orders_customer on public.orders o}; empty without one. */
    private String table() {
        int on = name.indexOf(" on ");
        return on < 0 ? "" : name.substring(on + 4).split(" ", 2)[0].replace("\"", "");
    }
}
