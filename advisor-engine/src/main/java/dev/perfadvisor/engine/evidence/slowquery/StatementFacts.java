package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down as facts what was added up. */
final class StatementFacts {

    private static final int SHOWN = 100;

    private final LogTally log;
    private final KnownIndexes indexes = new KnownIndexes();

    private StatementFacts(LogTally log) {
        this.log = log;
    }

    static SlowQueryFacts of(Tallies sums) {
        var facts = new StatementFacts(sums.log);
        var seen =
                sums.statements.all().stream().filter(tally -> !tally.isEmpty()).toList();
        for (StatementTally tally : seen) {
            tally.plans.indexes().forEach(facts.indexes::add);
            if (!tally.document) {
                facts.indexes.addCreated(
                        tally.fingerprint(), !sums.log.dialect().equals("postgresql"));
            }
        }
        var shown = seen.stream()
                .sorted(Comparator.comparingLong(StatementTally::totalNanos)
                        .reversed()
                        .thenComparing(StatementTally::fingerprint))
                .limit(SHOWN)
                .map(facts::statement)
                .toList();
        return new SlowQueryFacts(
                facts.log(sums.statements, sums.seconds, sums.concurrency),
                shown,
                sums.events.facts(sums.log.allLogged()),
                sums.seconds.load(),
                new ServerFacts(
                        sums.server.connections(sums.log.lengthNanos()),
                        sums.server.checkpoints(),
                        sums.server.vacuum(),
                        sums.locks.blockings(),
                        sums.locks.deadlocks(),
                        sums.locks.cancelled(),
                        sums.clients.facts()));
    }

    private SlowQueryFacts.Log log(StatementTable statements, SecondSums seconds, Concurrency concurrency) {
        long length = log.lengthNanos();
        Long threshold = log.threshold();
        return new SlowQueryFacts.Log(
                log.dialect(),
                log.from(),
                log.to(),
                Duration.ofNanos(length),
                threshold == null ? null : Duration.ofNanos(threshold),
                log.entries(),
                Duration.ofNanos(log.nanos()),
                statements.distinct(),
                log.sessionCount(),
                concurrentMax(seconds, concurrency),
                length == 0 ? 0 : (double) log.nanos() / length,
                new Source(log.artifact(), "file"),
                Duration.ofNanos(statements.missedNanos()));
    }

    /** Starts that are known to the second only would make all statements of that second run at the same time. */
    private long concurrentMax(SecondSums seconds, Concurrency concurrency) {
        long counted = log.fineTimes() ? concurrency.most() : seconds.busiest();
        return log.nanos() > 0 ? Math.max(1, counted) : counted;
    }

    private SlowQueryFacts.Statement statement(StatementTally tally) {
        var shape = tally.shape;
        long count = tally.count();
        boolean each = tally.digests.count == 0;
        long total = tally.totalNanos();
        var plan = tally.plans.facts();
        return new SlowQueryFacts.Statement(
                tally.id(),
                tally.fingerprint(),
                shape.verb(),
                tally.example(),
                tables(shape),
                names(shape.filters()),
                names(shape.ranges()),
                shape.orders(),
                count,
                log.nanos() == 0 ? 0 : (double) total / log.nanos(),
                Duration.ofNanos(total),
                Duration.ofNanos((count == 0 ? total : total - tally.prepareNanos) / Math.max(1, count)),
                Duration.ofNanos(tally.minNanos()),
                Duration.ofNanos(tally.maxNanos()),
                each ? tally.durations.quantile(0.5) : null,
                each ? tally.durations.quantile(0.95) : null,
                mean(tally.examined, tally.examinedCount),
                tally.sentCount == 0 ? tally.plans.returnedPerCall() : mean(tally.sent, tally.sentCount),
                tally.examinedPerSent(),
                tally.lockCount == 0 || total == 0 ? null : (Double) Math.min(1, (double) tally.lockNanos / total),
                tally.waits.share(shape, tally.plans, tally.durations),
                log.hasFlags() ? mean(tally.fullScans, count) : null,
                log.hasFlags() || log.hasTemporaryFiles() ? mean(tally.tempOnDisk, count) : null,
                offsetMax(tally),
                tally.inListMax,
                shape.limited(),
                shape.selectStar(),
                tally.leadingWildcard,
                functionOnColumn(tally),
                shape.aggregates(),
                tally.sessions.count(),
                tally.durations.count() == 0 && count > 0
                        ? null
                        : tally.runs().facts(count, log.fineTimes(), distinctParameters(tally)),
                plan,
                tally.first > tally.last ? null : instant(tally.first),
                tally.first > tally.last ? null : instant(tally.last),
                tally.place().source(),
                shape.forUpdate(),
                Identifier.indexTarget(tables(shape), indexColumns(shape), log.dialect()),
                Identifier.indexTarget(tables(shape), shape.orders(), log.dialect()),
                scanTarget(tally),
                Objects.requireNonNullElse(shape.functionOnColumn() == null ? tally.plans.castOnColumn() : "", ""),
                mean(tally.affected, tally.affectedCount),
                mean(tally.empty, tally.emptyKnown),
                log.hasFullJoins() ? mean(tally.fullJoins, count) : null,
                mean(tally.sortPasses, tally.sortPassesCount),
                mean(tally.keysExamined, tally.keysExaminedCount),
                tally.document ? mean(tally.sorted, count) : null,
                tally.rowsPerInsertMax,
                Math.max(0, shape.tables().size() - 1),
                antipatterns(tally),
                tally.clients.facts(),
                advice(tally, plan),
                tally.prepareNanos == 0 ? null : Duration.ofNanos(tally.prepareNanos));
    }

    private List<String> antipatterns(StatementTally tally) {
        if (tally.isSpecial() || tally.document) {
            return List.of();
        }
        var tokens = SqlTokens.of(tally.fingerprint(), !log.dialect().equals("postgresql"));
        var words = new ArrayList<String>();
        for (var antipattern : Antipattern.values()) {
            if (antipattern.in(tokens, tally.shape)) {
                words.add(antipattern.word());
            }
        }
        if (tally.likeWithoutWildcard) {
            words.add(Antipattern.LIKE_WITHOUT_WILDCARD);
        }
        return List.copyOf(words);
    }

    private StatementAdvice advice(StatementTally tally, SlowQueryFacts.@Nullable Plan plan) {
        if (tally.document) {
            return MongoAdvice.of(tally.fingerprint(), tally.shape, indexes);
        }
        var runs = tally.runs().facts(tally.durations.count(), log.fineTimes(), null);
        long planned = plan == null || plan.spillBytes() == null ? 0 : plan.spillBytes();
        return Advice.of(new Advice.Case(
                tally.fingerprint(),
                tally.shape,
                log.dialect(),
                plan == null ? "" : plan.scannedTable(),
                plan == null ? List.of() : plan.scanFilterColumns(),
                plan == null ? "" : plan.unusableIndex(),
                Objects.requireNonNullElse(runs.parentFingerprint(), ""),
                tally.leadingWildcard,
                tally.tempOnDisk > 0 || tally.tempFileMax > 0 || (plan != null && plan.sortSpill()),
                Math.max(planned, tally.tempFileMax),
                rowsFound(tally, plan),
                indexes));
    }

    /** The rows that its conditions leave of the table that is scanned, else those that it returns; -1 when unknown. */
    private static double rowsFound(StatementTally tally, SlowQueryFacts.@Nullable Plan plan) {
        Double kept = plan == null || plan.scannedTable().isEmpty() ? null : plan.rowsKeptPerCall();
        Double sent = mean(tally.sent, tally.sentCount);
        boolean counts = kept == null && !tally.shape.aggregates();
        return kept != null ? kept : counts && sent != null ? sent : -1;
    }

    /** As the text shows it, else as the plan does: a column may be cast to the type of the value it is compared with. */
    private static String functionOnColumn(StatementTally tally) {
        var inText = tally.shape.functionOnColumn();
        return Objects.requireNonNullElse(inText == null ? tally.plans.castOnColumn() : inText, "");
    }

    /** Null when it has an OFFSET whose value the log does not tell. */
    private static @Nullable Long offsetMax(StatementTally tally) {
        if (tally.offsetMax >= 0) {
            return tally.offsetMax;
        }
        boolean skips =
                tally.fingerprint().contains("offset ?") || tally.fingerprint().contains("limit ?, ?");
        return skips ? null : 0L;
    }

    private static @Nullable Double distinctParameters(StatementTally tally) {
        if (tally.parameterized == 0
                && tally.durations.count() > 0
                && tally.fingerprint().indexOf('?') < 0) {
            // Nothing in it can differ: each execution after the first asks the same again.
            return 1.0 / tally.durations.count();
        }
        return tally.parameterized == 0
                ? null
                : (Double) Math.min(1, (double) tally.parameters.count() / tally.parameterized);
    }

    private static List<String> tables(StatementShape shape) {
        Set<String> names = new LinkedHashSet<>();
        shape.tables().forEach(table -> names.add(table.name()));
        return List.copyOf(names);
    }

    /** Columns compared by equality come first, or the range could not be narrowed by them. */
    private static List<String> indexColumns(StatementShape shape) {
        var columns = new ArrayList<>(names(shape.filters()));
        columns.addAll(names(shape.ranges()));
        return columns;
    }

    private String scanTarget(StatementTally tally) {
        var plan = tally.plans.facts();
        return plan == null || plan.scannedTable().isEmpty()
                ? ""
                : Identifier.indexTarget(List.of(plan.scannedTable()), plan.scanFilterColumns(), log.dialect());
    }

    private static List<String> names(List<StatementShape.Column> columns) {
        return columns.stream().map(StatementShape.Column::name).distinct().toList();
    }

    private static @Nullable Double mean(long sum, long count) {
        return count == 0 ? null : (Double) ((double) sum / count);
    }

    private static Instant instant(long nanos) {
        return SecondSums.instant(nanos);
    }
}
