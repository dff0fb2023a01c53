package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the entries of logs. Holds at most {@value StatementTable#MOST} statements, by the time they took; the others are
 * one of them, called {@code (other statements)}. Holds the state of the {@value #MOST_SESSIONS} most recent connections, each with at
 * most four open runs.
 */
public final class SlowQueryAccumulator implements Accumulator<SlowQueryAccumulator, SlowQueryFacts> {

    static final int MOST_SESSIONS = 10_000;
    static final String OTHER = "(other statements)";
    static final String TEXT_NOT_LOGGED = "(text not logged)";
    static final String EMPTY = "(empty statement)";

    private final Problems problems = new Problems();
    private long records;
    private final LogTally log = new LogTally();
    private final EventTally events = new EventTally();
    private final StatementTable statements = new StatementTable();
    private final Statements reader = new Statements(statements);
    private final SecondSums seconds = new SecondSums();
    private final Concurrency concurrency = new Concurrency();
    private final LinkedHashMap<Long, SessionTrack> sessions = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<String, Long> linesRead = new LinkedHashMap<>();
    private @Nullable SessionTrack recentSession;
    private long recentId;
    private String artifact = "";

    /** Begins with the lines of an artifact. */
    void begin(String artifactId, boolean mysql) {
        artifact = artifactId;
        reader.begin(artifactId, mysql);
        log.begin(artifactId, mysql ? "mysql" : "postgresql");
        linesRead.putIfAbsent(artifactId, 0L);
    }

    /** Ends with them. */
    void end(long lines, long recordsRead) {
        records += recordsRead;
        linesRead.merge(artifact, lines, Long::sum);
    }

    Problems problems() {
        return problems;
    }

    /** Entries and messages read. */
    long records() {
        return records;
    }

    LogTally log() {
        return log;
    }

    EventTally events() {
        return events;
    }

    /** Adds an entry with its text, and tells where. */
    StatementTally add(Execution execution) {
        StatementTally tally = reader.of(execution);
        reader.observe(tally, execution, execution.step != Execution.Step.PREPARE);
        SessionTrack session = session(execution);
        settleLock(session);
        if (execution.step == Execution.Step.PREPARE) {
            count(tally, execution, session);
            return tally;
        }
        boolean takesPlan = SessionTrack.planComesBefore(execution.step, tally);
        var plan = session.plan;
        if (plan != null && !(takesPlan && plan.tally() == tally && plan.figures().nanos <= execution.nanos)) {
            flushPlan(session, plan);
        }
        session.plan = null;
        if (session.firstExecution == null) {
            session.firstExecution = new SessionTrack.Waiting(tally, execution.figures());
            session.firstExecutionTakesPlan = takesPlan && !session.anyDuration;
            session.firstExecutionHasTemporaryFile = session.temporaryFile;
        }
        session.anyDuration = true;
        session.awaitsPlan = takesPlan ? null : tally;
        execution.tempOnDisk |= session.temporaryFile;
        session.temporaryFile = false;
        count(tally, execution, session);
        return tally;
    }

    /** Adds the plan of a statement whose text is that of the execution. The duration of both is the same one. */
    void addPlan(Execution execution, PlanReading plan) {
        StatementTally tally = reader.of(execution);
        reader.observe(tally, execution, false);
        SessionTrack session = session(execution);
        tally.plans.add(plan);
        tally.example(execution, artifact);
        if (session.plan != null) {
            flushPlan(session, session.plan);
            session.plan = null;
        }
        if (session.awaitsPlan != tally) {
            session.plan = new SessionTrack.Waiting(tally, execution.figures());
            session.planIsFirst = !session.anyDuration;
        }
        session.awaitsPlan = null;
        session.anyDuration = true;
    }

    /** Notes a statement that is logged without its duration, which may follow. */
    void addText(Execution execution) {
        SessionTrack session = session(execution);
        session.text = reader.of(execution);
        reader.observe(session.text, execution, true);
        session.anyText = true;
    }

    /** Adds a duration that is logged without its statement, which may have come before. */
    void addDuration(Execution execution) {
        SessionTrack session = session(execution);
        settleLock(session);
        if (session.text == null && !session.anyText && !session.anyDuration) {
            session.bare = execution.figures();
        } else {
            count(session.text == null ? reader.special(TEXT_NOT_LOGGED) : session.text, execution, session);
        }
        session.text = null;
        session.anyText = true;
        session.anyDuration = true;
    }

    /** Adds a message that a lock is waited for, or that it was got. */
    void addLockWait(Execution execution, boolean acquired) {
        SessionTrack session = session(execution);
        if (acquired) {
            session.firstLockMessageAcquires |= !session.lockMessage && !session.anyDuration;
            session.lockWait = 0;
            events.lockWaitNanos += execution.nanos;
            if (!execution.sql.isEmpty()) {
                StatementTally tally = reader.of(execution);
                tally.lockNanos += execution.nanos;
                tally.lockCount++;
            }
            if (execution.timed()) {
                seconds.lockWait(execution.start(), execution.nanos);
            }
        } else {
            settleLock(session);
            events.lockWaits++;
            session.lockWait = execution.nanos;
        }
        session.lockMessage = true;
    }

    void addTemporaryFile(Execution execution, long bytes) {
        events.tempFiles++;
        events.tempFileBytes += Math.max(0, bytes);
        session(execution).temporaryFile = true;
    }

    private void settleLock(SessionTrack session) {
        events.lockWaitNanos += session.lockWait;
        session.lockWait = 0;
    }

    /** The plan before had no statement: it tells of an execution of its own. */
    private void flushPlan(SessionTrack session, SessionTrack.Waiting plan) {
        if (session.planIsFirst) {
            session.orphan = plan;
        } else {
            count(plan.tally(), plan.figures(), session);
        }
        session.planIsFirst = false;
    }

    private void count(StatementTally statement, Execution execution, SessionTrack session) {
        StatementTally tally = statement.isDropped() ? reader.special(OTHER) : statement;
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
        if (execution.sessionKnown) {
            log.session(execution.session);
            session.follow(tally, execution);
        }
    }

    private SessionTrack session(Execution execution) {
        SessionTrack session = recentSession;
        if (session != null && recentId == execution.session) {
            return session;
        }
        session = sessions.get(execution.session);
        if (session == null) {
            session = new SessionTrack();
            sessions.put(execution.session, session);
            if (sessions.size() > MOST_SESSIONS) {
                var oldest = sessions.pollFirstEntry();
                finish(oldest.getValue());
            }
        }
        recentSession = session;
        recentId = execution.session;
        return session;
    }

    @Override
    public void merge(SlowQueryAccumulator later) {
        recentSession = null;
        var own = new IdentityHashMap<StatementTally, StatementTally>();
        for (StatementTally tally : later.statements.all()) {
            own.put(tally, reader.like(tally));
        }
        TallyMap tallies = other -> own.getOrDefault(other, other);
        String before = later.artifact;
        long lines = linesRead.getOrDefault(before, 0L);
        for (StatementTally tally : later.statements.all()) {
            tallies.own(tally).merge(tally, tallies, before, lines);
        }
        problems.merge(later.problems, lines);
        records += later.records;
        statements.merge(later.statements);
        log.merge(later.log);
        events.merge(later.events, before, lines);
        seconds.merge(later.seconds);
        concurrency.merge(later.concurrency);
        later.sessions.forEach((id, session) -> {
            SessionTrack mine = sessions.computeIfAbsent(id, _ -> new SessionTrack());
            join(mine, session, tallies);
        });
        while (sessions.size() > MOST_SESSIONS) {
            finish(sessions.pollFirstEntry().getValue());
        }
        reader.prune();
        later.linesRead.forEach((id, count) -> linesRead.merge(id, count, Long::sum));
        artifact = artifact.isEmpty() ? later.artifact : artifact;
    }

    /** Joins what two parts know of a connection, {@code later} being left as it is. */
    private void join(SessionTrack session, SessionTrack later, TallyMap tallies) {
        joinLock(session, later);
        joinTemporaryFile(session, later, tallies);
        joinPlans(session, later, tallies);
        joinTexts(session, later, tallies);
        if (session.firstExecution == null && later.firstExecution != null) {
            session.firstExecution = later.firstExecution.in(tallies);
            session.firstExecutionTakesPlan = later.firstExecutionTakesPlan && !session.anyDuration;
        }
        session.anyDuration |= later.anyDuration;
        session.lockMessage |= later.lockMessage;
        session.runs.merge(later.runs, tallies);
        session.transactions.merge(session.transactions.manual() ? later.manualTransactions : later.transactions);
        session.manualTransactions.merge(
                session.manualTransactions.manual() ? later.manualTransactions : later.transactions);
    }

    private void joinLock(SessionTrack session, SessionTrack later) {
        if (session.lockWait > 0 && (later.lockMessage || later.anyDuration)) {
            if (!later.firstLockMessageAcquires) {
                settleLock(session);
            }
            session.lockWait = 0;
        }
        session.firstLockMessageAcquires |=
                later.firstLockMessageAcquires && !session.lockMessage && !session.anyDuration;
        session.lockWait = Math.max(session.lockWait, later.lockWait);
    }

    private static void joinTemporaryFile(SessionTrack session, SessionTrack later, TallyMap tallies) {
        var first = later.firstExecution;
        if (first == null) {
            session.temporaryFile |= later.temporaryFile;
            return;
        }
        if (session.temporaryFile && !later.firstExecutionHasTemporaryFile) {
            tallies.own(first.tally()).tempOnDisk++;
        }
        if (session.firstExecution == null) {
            session.firstExecutionHasTemporaryFile = session.temporaryFile || later.firstExecutionHasTemporaryFile;
        }
        session.temporaryFile = later.temporaryFile;
    }

    private void joinPlans(SessionTrack session, SessionTrack later, TallyMap tallies) {
        if (!later.anyDuration) {
            return;
        }
        var firstPlan = later.orphan != null ? later.orphan : later.planIsFirst ? later.plan : null;
        var plan = session.plan;
        if (plan != null) {
            var first = later.firstExecution;
            boolean taken = firstPlan == null
                    && first != null
                    && later.firstExecutionTakesPlan
                    && tallies.own(first.tally()) == plan.tally()
                    && plan.figures().nanos <= first.figures().nanos;
            if (!taken && (firstPlan != null || first != null)) {
                flushPlan(session, plan);
            }
            if (firstPlan != null || first != null) {
                session.plan = null;
            }
        }
        boolean known = firstPlan != null && session.awaitsPlan == tallies.own(firstPlan.tally());
        if (later.orphan != null && !known) {
            if (session.anyDuration) {
                var orphan = later.orphan.in(tallies);
                count(orphan.tally(), orphan.figures(), session);
            } else {
                session.orphan = later.orphan.in(tallies);
            }
        }
        if (later.plan != null && !(later.planIsFirst && known)) {
            session.plan = later.plan.in(tallies);
            session.planIsFirst = later.planIsFirst && !session.anyDuration;
        }
        session.awaitsPlan = later.awaitsPlan == null ? null : tallies.own(later.awaitsPlan);
    }

    private void joinTexts(SessionTrack session, SessionTrack later, TallyMap tallies) {
        if (later.bare != null) {
            if (session.text != null || session.anyText || session.anyDuration) {
                var tally = session.text == null ? reader.special(TEXT_NOT_LOGGED) : session.text;
                count(tally, later.bare, session);
            } else {
                session.bare = later.bare;
            }
        }
        if (later.anyText) {
            session.text = later.text == null ? null : tallies.own(later.text);
            session.anyText = true;
        }
    }

    /** Ends a connection: nothing comes before or after. */
    private void finish(SessionTrack session) {
        settleLock(session);
        var plan = session.plan;
        if (plan != null) {
            flushPlan(session, plan);
        }
        var front = new SessionTrack();
        if (session.orphan != null) {
            count(session.orphan.tally(), session.orphan.figures(), front);
        }
        if (session.bare != null) {
            count(reader.special(TEXT_NOT_LOGGED), session.bare, front);
        }
        front.runs.merge(session.runs, other -> other);
        front.runs.finish();
        front.transactions.merge(session.transactions);
        front.transactions.finish();
        events.transactions(front.transactions);
    }

    /** The same with all connections ended. */
    private SlowQueryAccumulator finished() {
        var copy = new SlowQueryAccumulator();
        copy.artifact = artifact;
        copy.merge(this);
        copy.sessions.values().forEach(copy::finish);
        return copy;
    }

    @Override
    public SlowQueryFacts facts() {
        var all = finished();
        return StatementFacts.of(all.log, all.events, all.statements, all.seconds, all.concurrency);
    }

    @Override
    public Timeline timeline() {
        return finished().seconds.timeline();
    }

    @Override
    public @Nullable Instant from() {
        return log.from();
    }

    @Override
    public @Nullable Instant to() {
        return log.to();
    }
}
