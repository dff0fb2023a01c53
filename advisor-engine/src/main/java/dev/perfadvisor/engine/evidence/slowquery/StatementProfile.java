package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts.Statement;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the facts of a log as what one reads a log for: its statements, by the time they take. */
final class StatementProfile {

    private static final int ROWS = 20;
    private static final int DETAILS = 10;
    private static final int WIDEST = 60;

    private StatementProfile() {}

    static Profile of(SlowQueryFacts facts) {
        var shown = facts.statements().stream().limit(ROWS).toList();
        var rows = new ArrayList<List<String>>();
        var details = new ArrayList<Profile.Detail>();
        for (var statement : shown) {
            int rank = rows.size() + 1;
            rows.add(row(rank, statement));
            if (rank <= DETAILS) {
                var plan = statement.plan();
                details.add(new Profile.Detail(
                        statement.id(),
                        rank + ". " + statement.fingerprint(),
                        figures(statement),
                        statement.example(),
                        plan == null ? "" : plan.text()));
            }
        }
        return new Profile(
                "Statements by time",
                summary(facts, shown),
                series(facts.load()),
                List.of("#", "Share", "Total", "Calls", "Mean", "p95", "Statement"),
                rows,
                List.of(0, 1, 2, 3, 4, 5),
                details);
    }

    private static String summary(SlowQueryFacts facts, List<Statement> shown) {
        var log = facts.log();
        if (facts.log().length().isZero() && facts.log().sessions() == 0) {
            return count(facts.log().entries(), "execution") + " of "
                    + count(facts.log().distinct(), "different statement") + " took "
                    + seconds(facts.log().statementTime())
                    + " of database time, as the server added them up; it keeps nothing of when and in which order.";
        }
        double share = shown.stream().mapToDouble(Statement::timeShare).sum();
        return count(log.entries(), "execution") + " of " + count(log.distinct(), "different statement")
                + " took " + seconds(log.statementTime()) + " of database time within "
                + seconds(log.length()) + ", on " + count(log.sessions(), "connection")
                + ", at most " + Figures.words(log.concurrentMax(), "") + " at the same time. The "
                + shown.size() + " shown hold " + Figures.percent(Math.min(1, share)) + " of the time."
                + (log.missedMost().isZero()
                        ? ""
                        : " There were too many to keep all: a statement may have taken up to "
                                + seconds(log.missedMost()) + " more than is shown.");
    }

    private static List<Profile.Series> series(SlowQueryFacts.@Nullable Load load) {
        return load == null
                ? List.of()
                : List.of(
                        new Profile.Series("executions", load.from(), load.step(), load.counts()),
                        new Profile.Series(
                                "ms of statement time",
                                load.from(),
                                load.step(),
                                load.times().stream().map(Duration::toMillis).toList()));
    }

    private static List<String> row(int rank, Statement statement) {
        return List.of(
                Integer.toString(rank),
                Figures.percent(statement.timeShare()),
                seconds(statement.total()),
                Figures.words(statement.count(), ""),
                seconds(statement.mean()),
                seconds(statement.p95()),
                cut(statement.fingerprint()));
    }

    private static List<String> figures(Statement statement) {
        var lines = new ArrayList<String>();
        lines.add("id " + statement.id() + ", slowest at " + statement.source().locator());
        lines.add(count(statement.count(), "call") + ", total " + seconds(statement.total()) + " ("
                + Figures.percent(statement.timeShare()) + "), min " + seconds(statement.min()) + ", median "
                + seconds(statement.p50()) + ", p95 " + seconds(statement.p95()) + ", max " + seconds(statement.max()));
        if (statement.preparing() != null) {
            lines.add("of its total, " + seconds(statement.preparing())
                    + " are parsing and binding, which the other times are without");
        }
        add(lines, "rows read per call ", statement.rowsExaminedPerCall());
        add(lines, "rows returned per call ", statement.rowsSentPerCall());
        share(lines, "waiting for locks ", statement.lockShare());
        share(lines, "calls that read a whole table ", statement.fullScanRatio());
        share(lines, "calls that wrote temporary data to disk ", statement.tempOnDiskRatio());
        var runs = statement.runs();
        share(lines, "calls with values not seen before ", runs == null ? null : runs.distinctParameters());
        if (runs != null && runs.count() > 0) {
            lines.add(Figures.words(runs.count(), "") + " runs within a connection, "
                    + Figures.words(runs.meanLength(), "") + " calls each");
        }
        for (var client : statement.clients()) {
            lines.add("by " + who(client) + ": " + count(client.executions(), "call") + ", " + seconds(client.time()));
        }
        if (statement.first() != null && statement.last() != null) {
            lines.add("first " + statement.first() + ", last " + statement.last() + ", on "
                    + count(statement.sessions(), "connection"));
        }
        return lines;
    }

    /** {@code 1 call}, {@code 12 calls}. */
    private static String count(long number, String what) {
        return Figures.words(number, "") + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code app on shop from 10.0.0.7}, as far as it is known. */
    private static String who(ServerFacts.Client client) {
        String user = client.user().isEmpty() ? "(user not logged)" : client.user();
        return user
                + (client.database().isEmpty() ? "" : " on " + client.database())
                + (client.host().isEmpty() ? "" : " from " + client.host());
    }

    private static void add(List<String> lines, String name, @Nullable Double value) {
        if (value != null) {
            lines.add(name + rows(value));
        }
    }

    private static void share(List<String> lines, String name, @Nullable Double value) {
        if (value != null && value >= 0.001) {
            lines.add(name + Figures.percent(value));
        }
    }

    /** What is not known is a dash. */
    private static String rows(@Nullable Double value) {
        return value == null ? "-" : Figures.words(value, "");
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "-" : Figures.seconds(duration.toNanos() / 1e9);
    }

    private static String cut(String text) {
        return text.length() > WIDEST ? text.substring(0, WIDEST - 3) + "..." : text;
    }
}
