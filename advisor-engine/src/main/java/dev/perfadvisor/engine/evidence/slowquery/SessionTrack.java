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

    /** Follows an entry that is counted. */
    void follow(StatementTally tally, Execution execution) {
        if (execution.step != Execution.Step.PREPARE) {
            runs.add(tally, execution, tally.formsRuns);
        }
        if (execution.timed()) {
            var effect = execution.step == Execution.Step.PREPARE ? TransactionTrack.Effect.NONE : tally.effect;
            transactions.add(effect, execution.start(), execution.end);
            manualTransactions.add(effect, execution.start(), execution.end);
        }
    }

    static boolean planComesBefore(Execution.Step step, StatementTally tally) {
        return step == Execution.Step.STATEMENT || !tally.shape.verb().equals("select");
    }
}
