package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a file with one plan: of PostgreSQL as text, JSON, YAML or XML, of MySQL and MariaDB as JSON or tree. The
 * statement that it is of is not in it, and is called {@value #STATEMENT}.
 */
final class PlanFile {

    static final String STATEMENT = "(explained statement)";

    private static final int MOST = 16 << 20;
    private static final Pattern EXECUTION = Pattern.compile("(?:Execution Time|Total runtime): ([0-9.]{1,15}) ms");

    private static final Pattern QUERY = Pattern.compile("\"query_(?:block|plan)\"");

    private PlanFile() {}

    /** Whether this is the beginning of a plan. */
    static boolean isPlan(String head) {
        boolean text = head.contains("(cost=") && head.contains(" rows=");
        boolean postgres = text && head.contains(" width=");
        boolean tree = head.contains("-> ") && (text || head.contains("(actual time="));
        boolean structured =
                head.contains("Node Type\"") || head.contains("Node Type:") || head.contains("<Node-Type>");
        return postgres
                || tree
                || (structured && head.contains("Plan"))
                || QUERY.matcher(head).find();
    }

    /** Reads the plan, and tells how many there were: one or none. */
    static long read(InputStream stream, String artifact, SlowQueryAccumulator into, Problems problems)
            throws IOException {
        byte[] bytes = stream.readNBytes(MOST);
        var text = new String(bytes, StandardCharsets.UTF_8);
        boolean mysql = QUERY.matcher(text).find() || (text.contains("-> ") && !text.contains(" width="));
        into.begin(artifact, mysql ? Dialect.MYSQL : Dialect.POSTGRESQL);
        PlanReading plan = mysql ? mysql(bytes, text) : postgres(bytes, text);
        if (plan == null) {
            problems.add(Cause.BAD_PLAN, 1);
            return 0;
        }
        into.addExplained(plan);
        return 1;
    }

    private static @Nullable PlanReading mysql(byte[] bytes, String text) {
        if (!QUERY.matcher(text).find()) {
            return MysqlPlan.tree(text);
        }
        JsonNode tree = PlanTree.read(bytes, Math.max(0, text.indexOf('{')), bytes.length);
        return tree == null ? null : MysqlPlan.json(tree, text);
    }

    private static @Nullable PlanReading postgres(byte[] bytes, String text) {
        var sql = new ByteText();
        if (text.contains(" width=")) {
            var plan = PostgresTextPlan.read(bytes, 0, bytes.length, sql);
            var time = EXECUTION.matcher(text);
            if (plan != null && time.find()) {
                plan.nanos = Math.round(Double.parseDouble(time.group(1)) * 1e6);
            }
            return plan;
        }
        JsonNode tree = PlanTree.read(bytes, 0, bytes.length);
        JsonNode root = tree != null && tree.isArray() && tree.size() > 0 ? tree.get(0) : tree;
        return root == null ? null : PostgresJsonPlan.read(root, text, sql);
    }
}
