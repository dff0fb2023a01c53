package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the changes against a cause consist of, what they touch while they are made, and how each is taken back. */
final class Changes {

    private static final Pattern CREATE_INDEX = Pattern.compile(
            "\\bCREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?([\\w.\"`]+) ON ([\\w.\"`]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ALTER_SYSTEM =
            Pattern.compile("\\bALTER SYSTEM SET ([\\w.]+)", Pattern.CASE_INSENSITIVE);

    /** {@code spring.jpa.open-in-view=false}, {@code -Xmx2g}, {@code maximum-pool-size: 20}. */
    private static final Pattern SETTING = Pattern.compile(
            "^\\s*(?:([a-z][\\w-]*(?:\\.[\\w-]+)+) ?=|(-X[\\w:+-]+)|([a-z]+(?:-[a-z]+)+) ?:)", Pattern.MULTILINE);

    private final Result result;
    private final Cause cause;

    Changes(Result result, Cause cause) {
        this.result = result;
        this.cause = cause;
    }

    /** How each is taken back. */
    Reply.Answered undo() {
        var statements = cause.remedies().stream()
                .flatMap(remedy -> CREATE_INDEX.matcher(remedy.snippet()).results())
                .map(found -> drop(found.group(1), found.group(2), found.group(3)))
                .distinct()
                .toList();
        return new Reply.Answered(
                Matter.UNDO,
                "By kind of change; note what is set before it is changed, and run the same load test again afterwards.",
                cause.remedies().stream()
                        .map(remedy -> remedy.what() + " - to undo it: " + back(remedy))
                        .distinct()
                        .toList(),
                String.join("\n", statements));
    }

    private String back(Remedy remedy) {
        var index = CREATE_INDEX.matcher(remedy.snippet());
        if (index.find()) {
            return drop(index.group(1), index.group(2), index.group(3))
                    + (index.group(1) == null ? "" : " CONCURRENTLY does not block writes here, either.");
        }
        var system = ALTER_SYSTEM.matcher(remedy.snippet());
        if (system.find()) {
            return "ALTER SYSTEM RESET " + system.group(1) + "; SELECT pg_reload_conf();";
        }
        var setting = SETTING.matcher(remedy.snippet());
        return setting.find()
                ? "set " + named(setting) + " back to what it was before, and start the program anew."
                : "it is a change of code or set-up: put the version before it back, and deliver that.";
    }

    private static String named(Matcher setting) {
        for (int group = 1; group < setting.groupCount(); group++) {
            if (setting.group(group) != null) {
                return setting.group(group);
            }
        }
        return setting.group(setting.groupCount());
    }

    private String drop(String concurrently, String index, String table) {
        var sql = result.facts().root("sql", SlowQueryFacts.class);
        boolean ofTable = sql != null && !sql.log().dialect().equals("postgresql");
        return "DROP INDEX " + (concurrently == null ? "" : "CONCURRENTLY ") + index + (ofTable ? " ON " + table : "")
                + ";";
    }

    /** What the changes consist of; those of an index where one is asked for. */
    Reply.Answered statement(String text) {
        var all = cause.remedies().stream()
                .filter(remedy -> !remedy.snippet().isBlank())
                .toList();
        var indexes = all.stream()
                .filter(remedy -> CREATE_INDEX.matcher(remedy.snippet()).find())
                .toList();
        var wanted = text.contains("index") ? indexes : all;
        if (wanted.isEmpty()) {
            return new Reply.Answered(
                    Matter.CHANGE,
                    "I have none: no remedy of " + FollowUps.named(cause) + " comes with "
                            + (text.contains("index") ? "an index." : "a statement, a setting or code."),
                    List.of(),
                    "");
        }
        return new Reply.Answered(
                Matter.CHANGE,
                "Against " + FollowUps.named(cause) + ":",
                wanted.stream()
                        .map(remedy -> remedy.what() + ". " + remedy.gain())
                        .toList(),
                wanted.stream()
                        .map(remedy -> remedy.snippet().strip())
                        .distinct()
                        .collect(Collectors.joining("\n\n")));
    }

    /** What may break, by kind of change. */
    Reply.Answered risk() {
        var points = new ArrayList<String>();
        for (var remedy : cause.remedies()) {
            points.add("risk " + remedy.risk().id() + ": " + remedy.what() + during(remedy));
        }
        return new Reply.Answered(
                Matter.RISK,
                "The kind of change says how much may break; what depends on it in your system I do not see. Run the same load"
                        + " test before and after.",
                points.stream().distinct().toList(),
                "");
    }

    private static String during(Remedy remedy) {
        var index = CREATE_INDEX.matcher(remedy.snippet());
        if (!index.find()) {
            return "";
        }
        return index.group(1) == null
                ? ". Without CONCURRENTLY PostgreSQL blocks writes to the table while the index is built; each write costs a little"
                        + " more afterwards."
                : ". CONCURRENTLY does not block writes while the index is built; it takes longer, can not run inside a"
                        + " transaction, and leaves an invalid index to be dropped when it fails. Each write costs a little more"
                        + " afterwards.";
    }
}
