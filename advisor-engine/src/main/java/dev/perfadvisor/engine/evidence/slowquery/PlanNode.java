package dev.perfadvisor.engine.evidence.slowquery;

import org.jspecify.annotations.Nullable;

/** One node of a PostgreSQL plan while it is read. Rows are for each loop, as the server prints them. */
final class PlanNode {

    private static final String SEQ_SCAN = "Seq Scan on ";

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
        if (loops > 0 && !stoppedEarly) {
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
