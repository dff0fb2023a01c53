package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.DurationSketch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** All executions of one fingerprint, added up. */
final class StatementTally {

    private static final int EXAMPLE = 2_000;

    final StatementShape shape;
    /** Whether it can form runs: it has a text and is no transaction control. */
    final boolean formsRuns;

    final TransactionTrack.Effect effect;
    final DurationSketch durations = new DurationSketch();
    final PlanTally plans = new PlanTally();
    final DistinctCount sessions = new DistinctCount();
    final DistinctCount parameters = new DistinctCount();
    final DigestTally digests = new DigestTally();
    final WaitTally waits = new WaitTally();
    final ClientTally clients = ClientTally.ofStatement();
    private final RunTally runs = new RunTally();
    private final String fingerprint;
    private final boolean special;

    long parameterized;
    long prepareNanos;
    long prepareMin = Long.MAX_VALUE;
    long prepareMax = Long.MIN_VALUE;
    long examined;
    long examinedCount;
    long sent;
    long sentCount;
    long affected;
    long affectedCount;
    long returned;
    long lockNanos;
    long lockCount;
    long fullScans;
    long tempOnDisk;
    long fullJoins;
    long sortPasses;
    long sortPassesCount;
    long keysExamined;
    long keysExaminedCount;
    long sorted;
    long empty;
    long emptyKnown;
    long rowsPerInsertMax;
    boolean likeWithoutWildcard;
    long offsetMax = -1;
    long inListMax;
    boolean leadingWildcard;
    /** Whether it is a command of MongoDB rather than SQL. */
    boolean document;
    /** Bytes of the largest temporary file, 0 without one. */
    long tempFileMax;

    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    private boolean dropped;
    private String example = "";
    private long exampleNanos = -1;
    private Place place;

    StatementTally(
            String fingerprint, StatementShape shape, boolean formsRuns, TransactionTrack.Effect effect, Place place) {
        this.fingerprint = fingerprint;
        this.shape = shape;
        this.formsRuns = formsRuns;
        this.effect = effect;
        this.place = place;
        this.special = shape.equals(StatementShape.NONE);
    }

    String fingerprint() {
        return fingerprint;
    }

    String id() {
        return id(fingerprint);
    }

    Place place() {
        return place;
    }

    String example() {
        return example;
    }

    RunTally runs() {
        return runs;
    }

    /** Whether it stands for entries without a text of their own. */
    boolean isSpecial() {
        return special;
    }

    /** Takes no part any more: others took more time. */
    void drop() {
        dropped = true;
    }

    boolean isDropped() {
        return dropped;
    }

    /** Executions, logged one by one or added up by the server. */
    long count() {
        return durations.count() + digests.count;
    }

    /** Shortest execution, or preparation when there was none. */
    long minNanos() {
        var logged = durations.min();
        long least = Math.min(digests.min, logged == null ? Long.MAX_VALUE : logged.toNanos());
        return count() > 0 ? least : prepareNanos > 0 ? prepareMin : 0;
    }

    long maxNanos() {
        var logged = durations.max();
        long most = Math.max(digests.max, logged == null ? Long.MIN_VALUE : logged.toNanos());
        return count() > 0 ? most : prepareNanos > 0 ? prepareMax : 0;
    }

    boolean isEmpty() {
        return count() == 0 && prepareNanos == 0 && plans.plans() == 0;
    }

    long totalNanos() {
        return durations.totalNanos() + digests.nanos + prepareNanos;
    }

    /** Adds executions that the server had added up. */
    void add(Digest digest) {
        long times = digest.count();
        digests.add(times, digest.totalNanos(), Math.max(0, digest.minNanos()), Math.max(0, digest.maxNanos()));
        boolean write = shape.locks() && !shape.verb().equals("select");
        long rows = digest.rows(write);
        if (write && rows >= 0) {
            affected += rows;
            affectedCount += times;
        } else if (rows >= 0) {
            sent += rows;
            sentCount += times;
        }
        if (digest.rowsExamined() >= 0) {
            examined += digest.rowsExamined();
            examinedCount += times;
            returned += Math.max(times, rows);
        }
        if (digest.lockNanos() >= 0) {
            lockNanos += digest.lockNanos();
            lockCount += times;
        }
        fullScans += Math.max(0, digest.fullScans());
        fullJoins += Math.max(0, digest.fullJoins());
        tempOnDisk += Math.clamp(digest.temporaryOnDisk(), 0, times);
        tempFileMax = Math.max(tempFileMax, digest.temporaryBytes());
        if (digest.sortPasses() >= 0) {
            sortPasses += digest.sortPasses();
            sortPassesCount += times;
        }
    }

    /** Adds one execution. */
    void add(Execution execution) {
        long nanos = execution.nanos;
        durations.add(nanos);
        if (execution.sessionKnown) {
            sessions.add(Ascii.spread(execution.session));
        }
        if (execution.rowsExamined >= 0) {
            examined += execution.rowsExamined;
            examinedCount++;
            returned += Math.max(1, Math.max(execution.rowsSent, execution.rowsAffected));
        }
        if (execution.rowsSent >= 0) {
            sent += execution.rowsSent;
            sentCount++;
            emptyKnown++;
            empty += execution.rowsSent == 0 ? 1 : 0;
        }
        if (execution.rowsAffected >= 0) {
            affected += execution.rowsAffected;
            affectedCount++;
        }
        if (execution.lockNanos >= 0) {
            lockNanos += execution.lockNanos;
            lockCount++;
        }
        fullScans += execution.fullScan ? 1 : 0;
        tempOnDisk += execution.tempOnDisk ? 1 : 0;
        fullJoins += execution.fullJoin ? 1 : 0;
        if (execution.sortPasses >= 0) {
            sortPasses += execution.sortPasses;
            sortPassesCount++;
        }
        if (execution.keysExamined >= 0) {
            keysExamined += execution.keysExamined;
            keysExaminedCount++;
        }
        sorted += execution.sorted ? 1 : 0;
        if (execution.tempOnDisk) {
            tempFileMax = Math.max(tempFileMax, execution.tempBytes);
        }
        waits.add(execution);
        times(execution);
    }

    void addPrepare(Execution execution) {
        prepareNanos += execution.nanos;
        prepareMin = Math.min(prepareMin, execution.nanos);
        prepareMax = Math.max(prepareMax, execution.nanos);
        times(execution);
    }

    private void times(Execution execution) {
        if (execution.timed()) {
            first = Math.min(first, execution.start());
            last = Math.max(last, execution.end);
        }
    }

    /** Takes the slowest entry as the example. */
    void example(Execution execution, String artifact) {
        if (execution.nanos > exampleNanos) {
            exampleNanos = execution.nanos;
            place = new Place(artifact, execution.line);
            if (!execution.sql.isEmpty()) {
                example = cut(execution.sql.toText(EXAMPLE * 4).strip(), execution.parameters.toText(EXAMPLE));
            }
        }
    }

    private static String cut(String sql, String parameters) {
        String text = parameters.isEmpty() ? sql : sql + "\n-- " + parameters;
        return text.length() > EXAMPLE ? text.substring(0, EXAMPLE) : text;
    }

    void merge(StatementTally other, TallyMap tallies, String before, long lines) {
        durations.merge(other.durations);
        plans.merge(other.plans);
        sessions.merge(other.sessions);
        parameters.merge(other.parameters);
        waits.merge(other.waits);
        clients.merge(other.clients);
        runs.merge(other.runs, tallies);
        parameterized += other.parameterized;
        prepareNanos += other.prepareNanos;
        prepareMin = Math.min(prepareMin, other.prepareMin);
        prepareMax = Math.max(prepareMax, other.prepareMax);
        examined += other.examined;
        examinedCount += other.examinedCount;
        sent += other.sent;
        sentCount += other.sentCount;
        affected += other.affected;
        affectedCount += other.affectedCount;
        returned += other.returned;
        lockNanos += other.lockNanos;
        lockCount += other.lockCount;
        fullScans += other.fullScans;
        tempOnDisk += other.tempOnDisk;
        fullJoins += other.fullJoins;
        sortPasses += other.sortPasses;
        sortPassesCount += other.sortPassesCount;
        keysExamined += other.keysExamined;
        keysExaminedCount += other.keysExaminedCount;
        sorted += other.sorted;
        empty += other.empty;
        emptyKnown += other.emptyKnown;
        digests.merge(other.digests);
        rowsPerInsertMax = Math.max(rowsPerInsertMax, other.rowsPerInsertMax);
        likeWithoutWildcard |= other.likeWithoutWildcard;
        offsetMax = Math.max(offsetMax, other.offsetMax);
        inListMax = Math.max(inListMax, other.inListMax);
        leadingWildcard |= other.leadingWildcard;
        tempFileMax = Math.max(tempFileMax, other.tempFileMax);
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        if (other.exampleNanos > exampleNanos) {
            exampleNanos = other.exampleNanos;
            example = other.example.isEmpty() ? example : other.example;
            place = other.place.after(before, lines);
        }
    }

    /** Takes rows changed as unknown for writes whose log does not say. */
    @Nullable Double examinedPerSent() {
        boolean write = shape.verb().equals("update")
                || shape.verb().equals("delete")
                || shape.verb().equals("insert");
        boolean unknown = examinedCount == 0 || (write && affectedCount == 0);
        return unknown ? null : (double) examined / returned;
    }

    private static String id(String fingerprint) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
