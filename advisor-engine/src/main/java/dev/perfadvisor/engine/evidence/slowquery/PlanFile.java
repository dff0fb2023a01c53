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

    /** Of a node of PostgreSQL's that was executed, in the forms that have names for figures. */
    private static final Pattern ACTUAL = Pattern.compile("(?m)^[ \\t\"<]*Actual");

    /** A figure at the end of a plan that was executed: in YAML it may be cut, too. */
    private static final Pattern END =
            Pattern.compile("(?:Execution[ -]Time\"?[>:]|Total runtime:) ?[0-9.]+(?: ms|</|\\s|[,}])");

    /** What psql prints below a table. */
    private static final Pattern ROWS = Pattern.compile("(?m)^\\([0-9]+ rows?\\)");

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
        if (isCut(text)) {
            problems.add(Cause.CUT_PLAN, text.stripTrailing().lines().count());
        }
        return 1;
    }

    /**
     * Whether what stands at the end of a plan that was executed, or printed by psql, is missing, or its last line is not
     * whole. A plan that was not executed, and one of MySQL, may end with any line.
     */
    private static boolean isCut(String text) {
        boolean executed = text.contains(" width=")
                ? text.contains("(actual ")
                : ACTUAL.matcher(text).find();
        if (executed && !END.matcher(text).find()) {
            return true;
        }
        if (text.contains("QUERY PLAN") && !ROWS.matcher(text).find()) {
            return true;
        }
        var line = text.stripTrailing();
        var last = line.substring(line.lastIndexOf('\n') + 1);
        return last.chars().filter(c -> c == '(').count()
                != last.chars().filter(c -> c == ')').count();
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
