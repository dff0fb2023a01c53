package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.model.Profile;
import dev.perfadvisor.engine.model.Profile.Profiled;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log of slow statements says. Ratios are 0..1. Null means that this kind of log does not say: unknown, not zero.
 */
public record SlowQueryFacts(
        Log log,
        List<Statement> statements,
        Events events,
        @Nullable Load load,
        ServerFacts server) implements Profiled {

    /** The same facts without anything that holds values of users' data: for sharing. */
    public SlowQueryFacts withoutLiterals() {
        return new SlowQueryFacts(
                log,
                statements.stream().map(Statement::withoutLiterals).toList(),
                events,
                load,
                server.withoutClients());
    }

    @Override
    public Profile profile() {
        return StatementProfile.of(this);
    }

    /**
     * How much there was to do over time; null when the log has no times.
     *
     * @param from when the first step begins
     * @param step length of each, whole seconds
     * @param counts executions that ended in each
     * @param times statement time in each
     */
    public record Load(Instant from, Duration step, List<Long> counts, List<Duration> times) {}

    /**
     * The log as a whole.
     *
     * @param dialect {@code mysql}, {@code mariadb}, {@code postgresql} or {@code mongodb}
     * @param threshold statements faster than this are not logged; as the log says (a PostgreSQL server that was told a new
     *     one), else the fastest one seen
     * @param entries executions logged (a duration that is written twice, for statement and plan, counts once; parsing and
     *     binding of PostgreSQL's extended protocol are no executions)
     * @param statementTime database time of all of them
     * @param distinct number of different fingerprints; estimated when there are over 16,384
     * @param sessions number of connections that ran them
     * @param concurrentMax most statements that ran at the same time, counted at instants a millisecond or more apart; where
     *     the log has whole seconds only, the statement time of the busiest second, rounded up to statements
     * @param busySessions mean number of statements running at any time
     * @param missedMost most time that any statement may have taken beyond what is told of it: of over 4,000 different ones
     *     the 2,000 that took most time are kept, again and again, and the others are one, called {@code (other
     *     statements)}; zero when none was dropped
     */
    public record Log(
            String dialect,
            @Nullable Instant from,
            @Nullable Instant to,
            Duration length,
            @Nullable Duration threshold,
            long entries,
            Duration statementTime,
            long distinct,
            long sessions,
            long concurrentMax,
            double busySessions,
            Source source,
            Duration missedMost) {}

    /**
     * All executions of one fingerprint, ordered by total time, at most 100. The total includes parsing and binding, which
     * PostgreSQL logs apart; mean and quantiles do not. When only parsing or binding was slow enough for the log, the count is 0
     * and mean, minimum and maximum are of those.
     *
     * @param id first 12 hex digits of the SHA-256 of the fingerprint
     * @param fingerprint the statement with values as {@code ?}
     * @param verb {@code select}, {@code insert}, {@code update}, {@code delete}, {@code commit}, {@code other}
     * @param example the slowest execution as logged, with its parameters, cut at 2,000 characters; holds literals, not for
     *     sharing
     * @param tables tables read or written, in order of appearance
     * @param filterColumns columns compared by equality in WHERE, as written without alias
     * @param rangeColumns columns compared by range, LIKE or BETWEEN
     * @param orderColumns columns of ORDER BY
     * @param timeShare share of the database time of the log
     * @param rowsExaminedPerCall rows read, mean
     * @param rowsSentPerCall rows returned, mean; in PostgreSQL from the plans that were logged with ANALYZE
     * @param examinedPerSent rows read for each row returned (for a write: changed), at least 1 row taken as returned
     * @param lockShare share of its time spent waiting for locks, as logged (MySQL's Lock_time; PostgreSQL's messages on locks
     *     that were acquired, null without any)
     * @param waitSuspect executions slow though they touched few rows: a sign of waiting for row locks that the log
     *     does not count; share of its time. Only for statements that lock rows: of UPDATE, DELETE and SELECT ... FOR UPDATE
     *     (and INSERT, where rows are known) those executions of 50 ms and more that touched at most 100 rows and took over
     *     10 times the median; where the log says no rows, over 20 times the median and only with an equal column and no
     *     plan that throws away a thousand rows. When the median itself is over 50 ms, all of 50 ms and more. 0 when they are
     *     fewer than three, null for all other statements
     * @param fullScanRatio share of executions that read a whole table
     * @param tempOnDiskRatio share of executions that wrote temporary data to disk
     * @param offsetMax largest OFFSET seen, 0 without OFFSET, null when its values are not logged
     * @param inListMax longest IN list seen
     * @param limited whether it has LIMIT or FETCH FIRST
     * @param selectStar whether it selects {@code *}
     * @param leadingWildcard whether a LIKE pattern begins with {@code %} or {@code _}
     * @param functionOnColumn the expression, when a column is wrapped in a function or a cast inside WHERE; from the plan
     *     when the server casts the column on its own; empty when there is none
     * @param aggregates whether it has GROUP BY, DISTINCT or an aggregate function
     * @param sessions number of connections that ran it
     * @param runs how it repeats within a connection, null where the server had added up its executions
     * @param plan what the logged plans say, null when none was logged
     * @param forUpdate whether it locks the rows that it selects
     * @param indexTarget table and columns of an index for its condition, quoted for the dialect where needed:
     *     {@code orders (customer_id, created_at)}; with places to fill in when it has several tables
     * @param orderTarget the same for its order
     * @param scanTarget the same for the full scan of its plan, empty without one
     * @param implicitCast the cast of a column that the server adds on its own, as its plan shows; empty when there is none
     * @param rowsAffectedPerCall rows changed, mean; null when the log does not say
     * @param emptyRatio share of its executions that returned no row, null when rows are not logged
     * @param fullJoinRatio share of its executions that joined a table without an index, null when that is not logged
     * @param sortPassesPerCall merge passes of its sorts, mean; null when they are not logged
     * @param keysExaminedPerCall index entries read, mean; null when they are not logged (MongoDB logs them)
     * @param sortedInMemoryRatio share of executions that sorted what they had found, null when that is not logged (MongoDB
     *     logs it)
     * @param rowsPerInsertMax most rows of one VALUES list, 0 when it has none
     * @param joins tables that it reads beyond the first
     * @param antipatterns what its text does that is known to be slow or unsafe, by the names in {@link Antipattern}
     * @param clients who ran it, by time, at most 5; empty when the log does not say
     * @param advice SQL made for it
     * @param preparing parsing and binding in its total; null when the log has none of it
     */
    public record Statement(
            String id,
            String fingerprint,
            String verb,
            String example,
            List<String> tables,
            List<String> filterColumns,
            List<String> rangeColumns,
            List<String> orderColumns,
            long count,
            double timeShare,
            Duration total,
            Duration mean,
            Duration min,
            Duration max,
            @Nullable Duration p50,
            @Nullable Duration p95,
            @Nullable Double rowsExaminedPerCall,
            @Nullable Double rowsSentPerCall,
            @Nullable Double examinedPerSent,
            @Nullable Double lockShare,
            @Nullable Double waitSuspect,
            @Nullable Double fullScanRatio,
            @Nullable Double tempOnDiskRatio,
            @Nullable Long offsetMax,
            long inListMax,
            boolean limited,
            boolean selectStar,
            boolean leadingWildcard,
            String functionOnColumn,
            boolean aggregates,
            long sessions,
            @Nullable StatementRuns runs,
            @Nullable Plan plan,
            @Nullable Instant first,
            @Nullable Instant last,
            Source source,
            boolean forUpdate,
            String indexTarget,
            String orderTarget,
            String scanTarget,
            String implicitCast,
            @Nullable Double rowsAffectedPerCall,
            @Nullable Double emptyRatio,
            @Nullable Double fullJoinRatio,
            @Nullable Double sortPassesPerCall,
            @Nullable Double keysExaminedPerCall,
            @Nullable Double sortedInMemoryRatio,
            long rowsPerInsertMax,
            long joins,
            List<String> antipatterns,
            List<ServerFacts.Client> clients,
            StatementAdvice advice,
            @Nullable Duration preparing) {

        Statement withoutLiterals() {
            return new Statement(
                    id,
                    fingerprint,
                    verb,
                    "",
                    tables,
                    filterColumns,
                    rangeColumns,
                    orderColumns,
                    count,
                    timeShare,
                    total,
                    mean,
                    min,
                    max,
                    p50,
                    p95,
                    rowsExaminedPerCall,
                    rowsSentPerCall,
                    examinedPerSent,
                    lockShare,
                    waitSuspect,
                    fullScanRatio,
                    tempOnDiskRatio,
                    offsetMax,
                    inListMax,
                    limited,
                    selectStar,
                    leadingWildcard,
                    PlanFilter.redacted(functionOnColumn),
                    aggregates,
                    sessions,
                    runs,
                    plan == null ? null : plan.withoutLiterals(),
                    first,
                    last,
                    source,
                    forUpdate,
                    indexTarget,
                    orderTarget,
                    scanTarget,
                    implicitCast,
                    rowsAffectedPerCall,
                    emptyRatio,
                    fullJoinRatio,
                    sortPassesPerCall,
                    keysExaminedPerCall,
                    sortedInMemoryRatio,
                    rowsPerInsertMax,
                    joins,
                    antipatterns,
                    List.of(),
                    advice,
                    preparing);
        }
    }

    /**
     * What the plans of a statement say (PostgreSQL auto_explain, MariaDB explain in the log).
     *
     * @param plans number of plans read
     * @param scannedTable table with the costliest full scan whose filter throws away more rows than it keeps, empty when
     *     no plan has one
     * @param scanFilter the condition that rows were filtered by in that scan, empty when the log does not say (MariaDB)
     * @param scanFilterColumns columns in that condition
     * @param rowsRemovedPerCall rows read and thrown away by filters, mean
     * @param rowsKeptPerCall rows that the scan passed on, mean
     * @param sortSpill whether a sort or hash went to disk
     * @param unusableIndex index that exists and could not be used (MariaDB possible keys without key); empty when none
     * @param misestimate largest ratio of actual to estimated rows (or its inverse) in a node that counts, of those whose rows
     *     the statistics of tables foretell
     * @param spillBytes most that one sort or hash wrote to disk, null when no plan says
     * @param text one plan as logged, cut at 4,000 characters
     */
    public record Plan(
            long plans,
            String scannedTable,
            String scanFilter,
            List<String> scanFilterColumns,
            @Nullable Double rowsRemovedPerCall,
            @Nullable Double rowsKeptPerCall,
            boolean sortSpill,
            String unusableIndex,
            @Nullable Double misestimate,
            @Nullable Long spillBytes,
            String text) {

        /** Filters and texts of plans hold the values that were compared. */
        Plan withoutLiterals() {
            return new Plan(
                    plans,
                    scannedTable,
                    PlanFilter.withoutValues(scanFilter),
                    scanFilterColumns,
                    rowsRemovedPerCall,
                    rowsKeptPerCall,
                    sortSpill,
                    unusableIndex,
                    misestimate,
                    spillBytes,
                    "");
        }
    }

    /**
     * What else the server wrote.
     *
     * @param lockWaits messages that a process waited for a lock
     * @param lockWaitTotal time waited, as far as the messages say
     * @param idleInTransactionMax longest gap between two statements inside one transaction; null when statements under a
     *     millisecond are not logged, as then nobody knows what ran in the gap, nor when transactions began
     * @param transactionMax longest transaction; null likewise
     * @param errors number of ERROR and FATAL messages by text with values taken out, at most 20
     * @param idleInTransactionTimeouts connections that the server ended because they were idle inside a transaction
     */
    public record Events(
            long lockWaits,
            Duration lockWaitTotal,
            long deadlocks,
            long tempFiles,
            long tempFileBytes,
            long cancelled,
            long connectionsRefused,
            @Nullable Duration idleInTransactionMax,
            @Nullable Duration transactionMax,
            Map<String, Long> errors,
            @Nullable Source source,
            long idleInTransactionTimeouts) {}
}
