package dev.perfadvisor.engine.evidence.slowquery;

import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of one connection from one entry to the next: its runs, its transaction, a plan without its
 * statement, a statement without its duration. For each there is what it would need to know of the part before.
 */
final class SessionTrack {

    /** An execution that is not counted yet, as its statement or its plan may still come. */
    record Waiting(StatementTally tally, Execution figures) {
        Waiting in(TallyMap tallies) {
            return new Waiting(tallies.own(tally), figures);
        }
    }

    /** Number of the connection. */
    final long id;
    /** Connections in the order of their last use, as {@link Sessions} links them. */
    @Nullable SessionTrack earlier;

    @Nullable SessionTrack later;

    final RunTrack runs = new RunTrack();
    TransactionTrack transactions = new TransactionTrack(false);
    /** In case that the part before turned autocommit off. */
    TransactionTrack manualTransactions = new TransactionTrack(true);

    boolean anyDuration;
    /** Plan that was logged before its statement. */
    @Nullable Waiting plan;

    boolean planIsFirst;
    /** Plan that was logged first of all and belongs to no statement of this part. */
    @Nullable Waiting orphan;
    /** SELECT in the extended protocol whose plan may follow. */
    @Nullable StatementTally awaitsPlan;

    /** First execution of the part, and whether a plan before it could be its own. */
    @Nullable Waiting firstExecution;

    boolean firstExecutionTakesPlan;
    boolean firstExecutionHasTemporaryFile;

    /** Statement that was logged without its duration. */
    @Nullable StatementTally text;

    boolean anyText;
    /** Duration that came first of all, without its statement. */
    @Nullable Execution bare;

    boolean temporaryFile;

    /** Lock that is waited for, in nanoseconds so far; 0 when there is none. */
    long lockWait;

    boolean lockMessage;
    boolean firstLockMessageAcquires;

    /** Last statement of the open transaction that locked rows, as far as this part of the log shows. */
    @Nullable StatementTally locker;

    /** Whether this part shows it, or that there is none. */
    boolean lockerKnown;

    long process = -1;
    private ClientTally.@Nullable Sum client;
    private long clientHash;

    SessionTrack(long id) {
        this.id = id;
    }

    /** Follows an entry that is counted. */
    void follow(StatementTally tally, Execution execution) {
        if (execution.step != Execution.Step.PREPARE) {
            runs.add(tally, execution, tally.formsRuns);
            boolean locks = tally.shape.locks();
            if (locks || tally.effect != TransactionTrack.Effect.NONE) {
                locker = locks ? tally : null;
                lockerKnown = true;
            }
        }
        if (execution.timed()) {
            var effect = execution.step == Execution.Step.PREPARE ? TransactionTrack.Effect.NONE : tally.effect;
            transactions.add(effect, execution.start(), execution.end);
            manualTransactions.add(effect, execution.start(), execution.end);
        }
    }

    /** The sum of the client that an entry names; it is read again only when the entry before named another. */
    ClientTally.Sum client(ClientText named, ClientTally clients) {
        long hash = named.hash();
        ClientTally.Sum known = client;
        if (known == null || hash != clientHash) {
            known = clients.of(named.client());
            client = known;
            clientHash = hash;
        }
        return known;
    }

    static boolean planComesBefore(Execution.Step step, StatementTally tally) {
        return step == Execution.Step.STATEMENT || !tally.shape.verb().equals("select");
    }
}
