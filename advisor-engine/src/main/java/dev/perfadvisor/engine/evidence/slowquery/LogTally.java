package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The log as a whole, added up. */
final class LogTally {

    private static final int EXACT_SESSIONS = 1 << 16;

    private String artifact = "";
    private String dialect = "";
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private long entries;
    private long nanos;
    private long fastest = Long.MAX_VALUE;
    private boolean fineTimes;
    private boolean flags;
    private boolean fullJoins;
    private boolean temporaryFiles;
    private @Nullable Long threshold;
    private final DistinctCount sessions = new DistinctCount(EXACT_SESSIONS);

    void begin(String artifactId, String dialectOfFormat) {
        artifact = artifact.isEmpty() ? artifactId : artifact;
        dialect = dialect.isEmpty() ? dialectOfFormat : dialect;
    }

    void mariadb() {
        dialect = "mariadb";
    }

    /** The log writes flags such as {@code Full_scan}; where one is missing it means no. */
    void flags() {
        flags = true;
    }

    /** The log says which joins had no index; where it says nothing, there was none. */
    void fullJoins() {
        fullJoins = true;
    }

    boolean hasFullJoins() {
        return fullJoins;
    }

    /** The log tells of temporary files. */
    void temporaryFiles() {
        temporaryFiles = true;
    }

    void threshold(long newThreshold) {
        threshold = newThreshold;
    }

    void session(long id) {
        sessions.add(Ascii.spread(id));
    }

    /** Notes a time that the log shows, in nanoseconds since the epoch. */
    void seen(long time) {
        from = Math.min(from, time);
        to = Math.max(to, time);
    }

    void add(Execution execution) {
        nanos += execution.nanos;
        fastest = Math.min(fastest, execution.nanos);
        entries += execution.step == Execution.Step.PREPARE ? 0 : 1;
        if (execution.timed()) {
            seen(execution.start());
            seen(execution.end);
            fineTimes |= execution.fineTime;
        }
    }

    /** Adds executions that no entry of a log told of: how fast the fastest was does not tell a threshold. */
    void addUnlogged(long executions, long total) {
        nanos += total;
        entries += executions;
    }

    void merge(LogTally other) {
        artifact = artifact.isEmpty() ? other.artifact : artifact;
        dialect = dialect.isEmpty() || other.dialect.equals("mariadb") ? other.dialect : dialect;
        from = Math.min(from, other.from);
        to = Math.max(to, other.to);
        entries += other.entries;
        nanos += other.nanos;
        fastest = Math.min(fastest, other.fastest);
        fineTimes |= other.fineTimes;
        flags |= other.flags;
        fullJoins |= other.fullJoins;
        temporaryFiles |= other.temporaryFiles;
        threshold = other.threshold == null ? threshold : other.threshold;
        sessions.merge(other.sessions);
    }

    String artifact() {
        return artifact;
    }

    String dialect() {
        return dialect;
    }

    @Nullable Instant from() {
        return from > to ? null : SecondSums.instant(from);
    }

    @Nullable Instant to() {
        return from > to ? null : SecondSums.instant(to);
    }

    long lengthNanos() {
        return from > to ? 0 : to - from;
    }

    long entries() {
        return entries;
    }

    long nanos() {
        return nanos;
    }

    /** Nanoseconds, null when nothing tells. */
    @Nullable Long threshold() {
        return threshold != null ? threshold : fastest == Long.MAX_VALUE ? null : (Long) fastest;
    }

    /** Whether statements under a millisecond are logged. */
    boolean allLogged() {
        return fastest < 1_000_000;
    }

    boolean fineTimes() {
        return fineTimes;
    }

    boolean hasFlags() {
        return flags;
    }

    boolean hasTemporaryFiles() {
        return temporaryFiles;
    }

    long sessionCount() {
        return sessions.count();
    }
}
