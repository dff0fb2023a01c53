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
        long removedRows = Math.round(removed * loops);
        plan.removed += removedRows;
        if (loops > 0 && !stoppedEarly) {
            plan.estimate(estimated, actual);
        }
        int scan = name.indexOf(SEQ_SCAN);
        var condition = filter;
        if (scan >= 0 && condition != null && (loops > 0 || !plan.analyzed)) {
            String table =
                    name.substring(scan + SEQ_SCAN.length()).split(" ", 2)[0].replace("\"", "");
            long kept = Math.round(plan.analyzed ? actual * loops : estimated);
            plan.scan(new PlanReading.Scan(table, condition, () -> PlanFilter.columns(condition), kept, removedRows));
        }
    }
}
