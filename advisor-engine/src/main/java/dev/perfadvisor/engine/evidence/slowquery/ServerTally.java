package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connections, checkpoints and vacuums of a server, added up. */
final class ServerTally {

    private static final long MINUTE = 60_000_000_000L;

    long opened;
    long closed;
    long sessionNanos;
    long shortSessions;

    long timedCheckpoints;
    long volumeCheckpoints;
    long tooFrequent;
    long completed;
    long writeNanos;
    long syncMax;
    long buffers;

    long vacuums;
    long analyzes;
    long removed;
    long cancelledVacuums;
    private long longest;
    private String longestTable = "";
    private long notRemovable;
    private String notRemovableTable = "";

    void closed(long nanos) {
        closed++;
        sessionNanos += nanos;
        shortSessions += nanos < MINUTE ? 1 : 0;
    }

    /** Notes how long the work on a table took. */
    void worked(String table, long nanos) {
        if (nanos > longest) {
            longest = nanos;
            longestTable = table;
        }
    }

    /** Notes dead rows that a vacuum had to leave. */
    void left(String table, long rows) {
        if (rows > notRemovable) {
            notRemovable = rows;
            notRemovableTable = table;
        }
    }

    void merge(ServerTally other) {
        opened += other.opened;
        closed += other.closed;
        sessionNanos += other.sessionNanos;
        shortSessions += other.shortSessions;
        timedCheckpoints += other.timedCheckpoints;
        volumeCheckpoints += other.volumeCheckpoints;
        tooFrequent += other.tooFrequent;
        completed += other.completed;
        writeNanos += other.writeNanos;
        syncMax = Math.max(syncMax, other.syncMax);
        buffers += other.buffers;
        vacuums += other.vacuums;
        analyzes += other.analyzes;
        removed += other.removed;
        cancelledVacuums += other.cancelledVacuums;
        worked(other.longestTable, other.longest);
        left(other.notRemovableTable, other.notRemovable);
    }

    ServerFacts.@Nullable Connections connections(long logNanos) {
        if (opened + closed == 0) {
            return null;
        }
        return new ServerFacts.Connections(
                opened,
                closed,
                closed == 0 ? null : Duration.ofNanos(sessionNanos / closed),
                closed == 0 ? null : (Double) ((double) shortSessions / closed),
                logNanos == 0 ? 0 : opened * 1e9 / logNanos);
    }

    ServerFacts.@Nullable Checkpoints checkpoints() {
        if (timedCheckpoints + volumeCheckpoints + tooFrequent + completed == 0) {
            return null;
        }
        return new ServerFacts.Checkpoints(
                timedCheckpoints,
                volumeCheckpoints,
                tooFrequent,
                completed == 0 ? null : Duration.ofNanos(writeNanos / completed),
                completed == 0 ? null : Duration.ofNanos(syncMax),
                buffers);
    }

    ServerFacts.@Nullable Vacuum vacuum() {
        return vacuums + analyzes + cancelledVacuums == 0
                ? null
                : new ServerFacts.Vacuum(
                        vacuums,
                        analyzes,
                        Duration.ofNanos(longest),
                        longestTable,
                        notRemovable,
                        notRemovableTable,
                        removed,
                        cancelledVacuums);
    }
}
