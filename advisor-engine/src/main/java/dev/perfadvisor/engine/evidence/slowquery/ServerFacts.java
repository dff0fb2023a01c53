package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server wrote about itself and its clients, beside statements. Null, or an empty list, where the log has no such
 * line: unknown, not zero, as most of these are logged only when the server is told to.
 *
 * @param connections null when connections are not logged
 * @param checkpoints null when checkpoints are not logged
 * @param vacuum null when autovacuum is not logged
 * @param blockings who waited for whom, by time, at most 20
 * @param deadlocks which statements stopped each other, at most 20
 * @param cancelled statements that were stopped, by reason and statement, at most 20
 * @param clients users, databases and hosts by database time, at most 20; not for sharing
 */
public record ServerFacts(
        @Nullable Connections connections,
        @Nullable Checkpoints checkpoints,
        @Nullable Vacuum vacuum,
        List<Blocking> blockings,
        List<Deadlock> deadlocks,
        List<Cancelled> cancelled,
        List<Client> clients) {

    /** Nothing but statements. */
    public static final ServerFacts NONE =
            new ServerFacts(null, null, null, List.of(), List.of(), List.of(), List.of());

    ServerFacts withoutClients() {
        return new ServerFacts(connections, checkpoints, vacuum, blockings, deadlocks, cancelled, List.of());
    }

    /**
     * Connections that came and went.
     *
     * @param opened times that a client connected
     * @param closed times that one left, with the length of its session
     * @param lengthMean mean length of the sessions that ended, null when none did
     * @param shortRatio share of them that lasted under a minute, null when none ended
     * @param perSecond connections opened a second, over the length of the log
     */
    public record Connections(
            long opened,
            long closed,
            @Nullable Duration lengthMean,
            @Nullable Double shortRatio,
            double perSecond) {}

    /**
     * Checkpoints.
     *
     * @param timed those that checkpoint_timeout began
     * @param byVolume those that came before their time as max_wal_size was reached
     * @param tooFrequent warnings of the server that they come too often
     * @param writeMean time that one spends writing, mean; null when no end of one is logged
     * @param syncMax longest wait for the disk to confirm, null likewise
     * @param buffers pages written in all
     */
    public record Checkpoints(
            long timed,
            long byVolume,
            long tooFrequent,
            @Nullable Duration writeMean,
            @Nullable Duration syncMax,
            long buffers) {}

    /**
     * Autovacuum.
     *
     * @param vacuums tables vacuumed
     * @param analyzes tables analysed
     * @param longest time of the longest, with its table
     * @param notRemovable most dead rows that one vacuum had to leave, as some transaction could still see them
     * @param notRemovableTable their table, empty when there were none
     * @param removed dead rows removed in all
     * @param cancelled vacuums that gave way to a lock
     * @param longestTable table of the longest, empty when none is logged
     */
    public record Vacuum(
            long vacuums,
            long analyzes,
            Duration longest,
            String longestTable,
            long notRemovable,
            String notRemovableTable,
            long removed,
            long cancelled) {}

    /**
     * Waits of one statement for another.
     *
     * @param victim fingerprint of the statement that waited
     * @param blocker fingerprint of the last statement that changed or locked rows in the transaction that held the lock;
     *     empty when the log shows none
     * @param object what was waited for, as far as the log says: {@code relation "stock"}
     * @param count waits
     * @param waited time waited when the server wrote of it, in all: a lower bound
     */
    public record Blocking(String victim, String blocker, String object, long count, Duration waited) {}

    /**
     * Deadlocks between the same statements.
     *
     * @param statements their fingerprints
     */
    public record Deadlock(List<String> statements, long count) {}

    /**
     * Statements that were stopped.
     *
     * @param reason {@code statement timeout}, {@code lock timeout}, {@code user request} and the like
     * @param fingerprint empty when the log does not say which
     */
    public record Cancelled(String reason, String fingerprint, long count) {}

    /** A client, and what it had the database do. Empty where the log does not say. */
    public record Client(String user, String database, String host, long executions, Duration time) {}
}
