package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server wrote besides statements, added up. */
final class EventTally {

    private static final int MOST_ERRORS = 1_000;
    private static final int SHOWN_ERRORS = 20;
    private static final String OTHER_ERRORS = "(other errors)";

    long lockWaits;
    long lockWaitNanos;
    long deadlocks;
    long tempFiles;
    long tempFileBytes;
    long cancelled;
    long refused;
    long idleTimeouts;
    private final Map<String, Long> errors = new LinkedHashMap<>();
    private @Nullable Place place;
    private long longestTransaction = Long.MIN_VALUE;
    private long longestGap = Long.MIN_VALUE;

    /** Notes where the first event was. */
    void at(String artifact, long line) {
        place = place == null ? new Place(artifact, line) : place;
    }

    void error(String text, long times) {
        boolean room = errors.size() < MOST_ERRORS || errors.containsKey(text);
        errors.merge(room ? text : OTHER_ERRORS, times, Long::sum);
    }

    /** Adds the transactions of a connection that has ended. */
    void transactions(TransactionTrack track) {
        longestTransaction = Math.max(longestTransaction, track.longest());
        longestGap = Math.max(longestGap, track.longestGap());
    }

    void merge(EventTally other, String before, long lines) {
        lockWaits += other.lockWaits;
        lockWaitNanos += other.lockWaitNanos;
        deadlocks += other.deadlocks;
        tempFiles += other.tempFiles;
        tempFileBytes += other.tempFileBytes;
        cancelled += other.cancelled;
        refused += other.refused;
        idleTimeouts += other.idleTimeouts;
        other.errors.forEach(this::error);
        if (place == null && other.place != null) {
            place = other.place.after(before, lines);
        }
        longestTransaction = Math.max(longestTransaction, other.longestTransaction);
        longestGap = Math.max(longestGap, other.longestGap);
    }

    /** @param allLogged whether statements are logged however fast they are, so that transactions are seen as they were */
    SlowQueryFacts.Events facts(boolean allLogged) {
        var shown = new LinkedHashMap<String, Long>();
        errors.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_ERRORS)
                .forEach(entry -> shown.put(entry.getKey(), entry.getValue()));
        return new SlowQueryFacts.Events(
                lockWaits,
                Duration.ofNanos(lockWaitNanos),
                deadlocks,
                tempFiles,
                tempFileBytes,
                cancelled,
                refused,
                allLogged ? duration(longestGap) : null,
                allLogged ? duration(longestTransaction) : null,
                Collections.unmodifiableMap(shown),
                place == null ? null : place.source(),
                idleTimeouts);
    }

    private static @Nullable Duration duration(long nanos) {
        return nanos == Long.MIN_VALUE ? null : Duration.ofNanos(Math.max(0, nanos));
    }
}
