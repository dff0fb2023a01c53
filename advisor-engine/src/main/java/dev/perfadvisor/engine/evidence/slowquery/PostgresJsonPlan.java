package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a plan of PostgreSQL as JSON, or as the same tree in YAML or XML: {@code {"Query Text": "...", "Plan": {"Node Type": "Seq Scan", ...}}}. */
final class PostgresJsonPlan {

    /** Plans are no deeper than this. */
    private static final int DEEPEST = 200;

    private final PlanReading plan = new PlanReading();

    private PostgresJsonPlan() {}

    /** Reads the plan, and the statement into {@code sql}; null when it is damaged. */
    static @Nullable PlanReading read(byte[] bytes, int from, int to, ByteText sql) {
        JsonNode root = PlanTree.read(bytes, from, to);
        var text = new String(bytes, from, Math.min(to - from, 16_000), StandardCharsets.UTF_8);
        return root == null ? null : read(root, text, sql);
    }

    /** @param written the plan as it was written */
    static @Nullable PlanReading read(JsonNode root, String written, ByteText sql) {
        byte[] text = root.path("Query Text").asString("").getBytes(StandardCharsets.UTF_8);
        sql.append(text, 0, text.length);
        JsonNode top = root.path("Plan");
        if (!top.isObject()) {
            return null;
        }
        var reader = new PostgresJsonPlan();
        reader.plan.text = written;
        reader.plan.analyzed = top.has("Actual Loops");
        double milliseconds = root.path("Execution Time").asDouble(-1);
        reader.plan.nanos = milliseconds < 0 ? -1 : Math.round(milliseconds * 1e6);
        reader.node(top, false, 0);
        return reader.plan;
    }

    /** A hash in batches keeps one of them in memory: all of them is what it would need. */
    private static long spillOfHash(long batches, long peakKilobytes) {
        return batches > 1 ? batches * peakKilobytes * 1024 : 0;
    }

    private void node(JsonNode json, boolean stoppedEarly, int depth) {
        String type = json.path("Node Type").asString("");
        String table = json.path("Relation Name").asString("");
        var node = new PlanNode(table.isEmpty() ? type : type + " on " + table);
        node.stoppedEarly = stoppedEarly;
        node.estimated = json.path("Plan Rows").asDouble(0);
        node.actual = json.path("Actual Rows").asDouble(0);
        node.loops = json.path("Actual Loops").asLong(0);
        node.removed = json.path("Rows Removed by Filter").asDouble(0);
        node.filter = json.has("Filter") ? json.path("Filter").asString("") : null;
        node.spilled = json.path("Sort Space Type").asString("").equals("Disk")
                || json.path("Hash Batches").asLong(1) > 1
                || json.path("HashAgg Batches").asLong(1) > 1
                || json.path("Disk Usage").asLong(0) > 0
                || json.path("Temp Written Blocks").asLong(0) > 0;
        node.index = json.path("Index Name").asString("");
        node.indexCondition = json.has("Index Cond") ? json.path("Index Cond").asString("") : null;
        boolean onDisk = json.path("Sort Space Type").asString("").equals("Disk");
        long sortKilobytes = onDisk ? json.path("Sort Space Used").asLong(0) : 0;
        node.spillBytes = Math.max(
                Math.max(sortKilobytes, json.path("Disk Usage").asLong(0)) * 1024,
                spillOfHash(
                        json.path("Hash Batches").asLong(1),
                        json.path("Peak Memory Usage").asLong(0)));
        node.addTo(plan);
        boolean limited = PlanNode.stopsBelow(type, stoppedEarly);
        if (depth < DEEPEST) {
            json.path("Plans").forEach(child -> node(child, limited, depth + 1));
        }
    }
}
