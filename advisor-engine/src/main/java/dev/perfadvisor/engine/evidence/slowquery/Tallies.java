package dev.perfadvisor.engine.evidence.slowquery;

/** The sums of a log, and how one execution is counted in all of them. */
final class Tallies {

    final LogTally log = new LogTally();
    final EventTally events = new EventTally();
    final ServerTally server = new ServerTally();
    final LockTally locks = new LockTally();
    final ClientTally clients = ClientTally.ofLog();
    final StatementTable statements = new StatementTable();
    final Statements reader = new Statements(statements);
    final SecondSums seconds = new SecondSums();
    final Concurrency concurrency = new Concurrency();
    String artifact = "";

    void count(StatementTally statement, Execution execution, SessionTrack session) {
        StatementTally tally = statement.isDropped() ? reader.special(SlowQueryAccumulator.OTHER) : statement;
        tally.example(execution, artifact);
        log.add(execution);
        if (execution.timed()) {
            seconds.statement(execution.start(), execution.nanos);
            concurrency.add(execution.start(), execution.end);
        }
        if (execution.step == Execution.Step.PREPARE) {
            tally.addPrepare(execution);
        } else {
            tally.add(execution);
            if (execution.timed()) {
                seconds.execution(execution.end);
                if (execution.lockNanos > 0) {
                    seconds.lockWait(execution.start(), execution.lockNanos);
                }
            }
        }
        var client = session.client(execution.client, clients);
        client.add(execution.nanos);
        if (execution.step != Execution.Step.PREPARE) {
            tally.clients.of(client.client()).add(execution.nanos);
        }
        if (execution.sessionKnown) {
            log.session(execution.session);
            session.follow(tally, execution);
        }
    }

    void settleLock(SessionTrack session) {
        events.lockWaitNanos += session.lockWait;
        session.lockWait = 0;
    }

    /** The plan before had no statement: it tells of an execution of its own. */
    void flushPlan(SessionTrack session, SessionTrack.Waiting plan) {
        if (session.planIsFirst) {
            session.orphan = plan;
        } else {
            count(plan.tally(), plan.figures(), session);
        }
        session.planIsFirst = false;
    }

    /** Ends a connection: nothing comes before or after. */
    void finish(SessionTrack session) {
        settleLock(session);
        var plan = session.plan;
        if (plan != null) {
            flushPlan(session, plan);
        }
        var front = new SessionTrack(session.id);
        if (session.orphan != null) {
            count(session.orphan.tally(), session.orphan.figures(), front);
        }
        if (session.bare != null) {
            count(reader.special(SlowQueryAccumulator.TEXT_NOT_LOGGED), session.bare, front);
        }
        front.runs.merge(session.runs, other -> other);
        front.runs.finish();
        front.transactions.merge(session.transactions);
        front.transactions.finish();
        events.transactions(front.transactions);
    }
}
