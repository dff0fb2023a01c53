package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the entries of logs. Holds at most {@value StatementTable#MOST} statements, by the time they took; the others are
 * one of them, called {@code (other statements)}. Holds the state of the {@value Sessions#MOST} most recent connections, each with at
 * most four open runs.
 */
public final class SlowQueryAccumulator implements Accumulator<SlowQueryAccumulator, SlowQueryFacts> {

    static final String OTHER = "(other statements)";
    static final String TEXT_NOT_LOGGED = "(text not logged)";
    static final String EMPTY = "(empty statement)";

    private final Problems problems = new Problems();
    private long records;
    private final Tallies sums = new Tallies();
    private final Sessions sessions = new Sessions();
    private final Map<String, Long> linesRead = new LinkedHashMap<>();

    /** Begins with the lines of an artifact. */
    void begin(String artifactId, Dialect dialect) {
        sums.artifact = artifactId;
        sums.reader.begin(artifactId, dialect == Dialect.MYSQL);
        sums.log.begin(artifactId, dialect.word());
        linesRead.putIfAbsent(artifactId, 0L);
    }

    /** Ends with them. */
    void end(long lines, long recordsRead) {
        records += recordsRead;
        linesRead.merge(sums.artifact, lines, Long::sum);
    }

    Problems problems() {
        return problems;
    }

    /** Entries and messages read. */
    long records() {
        return records;
    }

    LogTally log() {
        return sums.log;
    }

    EventTally events() {
        return sums.events;
    }

    LockTally locks() {
        return sums.locks;
    }

    ServerTally server() {
        return sums.server;
    }

    /** The fingerprint of a statement that is only mentioned. */
    String fingerprint(Execution mentioned) {
        return sums.reader.of(mentioned).fingerprint();
    }

    /** Adds a wait of the entry's statement for what a process has locked; its number is -1 when that is not known. */
    void addBlocking(Execution execution, long holder, String object) {
        StatementTally victim =
                execution.sql.isEmpty() ? sums.reader.special(TEXT_NOT_LOGGED) : sums.reader.of(execution);
        SessionTrack track = holder < 0 ? null : sessions.ofProcess(holder);
        if (holder >= 0 && (track == null || !track.lockerKnown)) {
            sums.locks.blockedByUnseen(holder, victim, object, execution.nanos);
        } else {
            sums.locks.blocked(victim, track == null ? null : track.locker, object, execution.nanos);
        }
    }

    /** Adds a plan that was handed in by itself, as one execution when it says how long it took. */
    void addExplained(PlanReading plan) {
        StatementTally tally = sums.reader.special(PlanFile.STATEMENT);
        tally.plans.add(plan);
        var execution = new Execution();
        execution.line = 1;
        execution.nanos = Math.max(0, plan.nanos);
        tally.example(execution, sums.artifact);
        if (plan.nanos >= 0) {
            tally.add(execution);
            sums.log.addUnlogged(1, plan.nanos);
        }
    }

    /** Adds a row of a table in which the server adds up statements. */
    void addDigest(Digest digest, long line) {
        var execution = new Execution();
        byte[] text = digest.text().getBytes(StandardCharsets.UTF_8);
        execution.sql.append(text, 0, text.length);
        execution.sql.trimEnd();
        execution.line = line;
        execution.nanos = Math.max(0, digest.maxNanos());
        // The row for all statements beyond performance_schema_digests_size has no text.
        StatementTally tally =
                digest.text().strip().equals("NULL") ? sums.reader.special(TEXT_NOT_LOGGED) : sums.reader.of(execution);
        tally = tally.isDropped() ? sums.reader.special(OTHER) : tally;
        tally.example(execution, sums.artifact);
        tally.add(digest);
        sums.log.addUnlogged(digest.count(), digest.totalNanos());
        if (digest.fullScans() >= 0) {
            sums.log.flags();
        }
        if (digest.fullJoins() >= 0) {
            sums.log.fullJoins();
        }
        if (digest.temporaryOnDisk() >= 0) {
            sums.log.temporaryFiles();
        }
        var client = new ClientTally.Client(digest.user(), digest.database(), "");
        sums.clients.of(client).add(digest.count(), digest.totalNanos());
        tally.clients.of(client).add(digest.count(), digest.totalNanos());
    }

    /** Adds an entry with its text, and tells where. */
    StatementTally add(Execution execution) {
        StatementTally tally = sums.reader.of(execution);
        sums.reader.observe(tally, execution, execution.step != Execution.Step.PREPARE);
        SessionTrack session = session(execution);
        sums.settleLock(session);
        if (execution.step == Execution.Step.PREPARE) {
            sums.count(tally, execution, session);
            return tally;
        }
        boolean takesPlan = SessionTrack.planComesBefore(execution.step, tally);
        var plan = session.plan;
        if (plan != null && !(takesPlan && plan.tally() == tally && plan.figures().nanos <= execution.nanos)) {
            sums.flushPlan(session, plan);
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
        sums.count(tally, execution, session);
        return tally;
    }

    /** Adds the plan of a statement whose text is that of the execution. The duration of both is the same one. */
    void addPlan(Execution execution, PlanReading plan) {
        StatementTally tally = sums.reader.of(execution);
        sums.reader.observe(tally, execution, false);
        SessionTrack session = session(execution);
        tally.plans.add(plan);
        tally.example(execution, sums.artifact);
        if (session.plan != null) {
            sums.flushPlan(session, session.plan);
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
        session.text = sums.reader.of(execution);
        sums.reader.observe(session.text, execution, true);
        session.anyText = true;
    }

    /** Adds a duration that is logged without its statement, which may have come before. */
    void addDuration(Execution execution) {
        SessionTrack session = session(execution);
        sums.settleLock(session);
        if (session.text == null && !session.anyText && !session.anyDuration) {
            session.bare = execution.figures();
        } else {
            sums.count(session.text == null ? sums.reader.special(TEXT_NOT_LOGGED) : session.text, execution, session);
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
            sums.events.lockWaitNanos += execution.nanos;
            if (!execution.sql.isEmpty()) {
                StatementTally tally = sums.reader.of(execution);
                tally.lockNanos += execution.nanos;
                tally.lockCount++;
            }
            if (execution.timed()) {
                sums.seconds.lockWait(execution.start(), execution.nanos);
            }
        } else {
            sums.settleLock(session);
            sums.events.lockWaits++;
            session.lockWait = execution.nanos;
        }
        session.lockMessage = true;
    }

    void addTemporaryFile(Execution execution, long bytes) {
        sums.events.tempFiles++;
        sums.events.tempFileBytes += Math.max(0, bytes);
        if (!execution.sql.isEmpty()) {
            StatementTally tally = sums.reader.of(execution);
            tally.tempFileMax = Math.max(tally.tempFileMax, bytes);
        }
        session(execution).temporaryFile = true;
    }

    private SessionTrack session(Execution execution) {
        SessionTrack session = sessions.of(execution.session, sums::finish);
        session.process = execution.process;
        return session;
    }

    @Override
    public void merge(SlowQueryAccumulator later) {
        Tallies theirs = later.sums;
        var own = new IdentityHashMap<StatementTally, StatementTally>();
        for (StatementTally tally : theirs.statements.all()) {
            own.put(tally, sums.reader.like(tally));
        }
        TallyMap tallies = other -> own.getOrDefault(other, other);
        String before = theirs.artifact;
        long lines = linesRead.getOrDefault(before, 0L);
        for (StatementTally tally : theirs.statements.all()) {
            tallies.own(tally).merge(tally, tallies, before, lines);
        }
        problems.merge(later.problems, lines);
        records += later.records;
        sums.statements.merge(theirs.statements);
        sums.log.merge(theirs.log);
        sums.events.merge(theirs.events, before, lines);
        sums.server.merge(theirs.server);
        sums.clients.merge(theirs.clients);
        sums.locks.merge(theirs.locks, tallies, sessions::ofProcess);
        sums.seconds.merge(theirs.seconds);
        sums.concurrency.merge(theirs.concurrency);
        var joining = new SessionJoin(sums, tallies);
        sessions.merge(later.sessions, joining::join, sums::finish);
        sums.reader.prune();
        later.linesRead.forEach((id, count) -> linesRead.merge(id, count, Long::sum));
        sums.artifact = sums.artifact.isEmpty() ? before : sums.artifact;
    }

    /** The same with all connections ended. */
    private SlowQueryAccumulator finished() {
        var copy = new SlowQueryAccumulator();
        copy.sums.artifact = sums.artifact;
        copy.merge(this);
        copy.sessions.forEach(copy.sums::finish);
        return copy;
    }

    @Override
    public SlowQueryFacts facts() {
        return StatementFacts.of(finished().sums);
    }

    @Override
    public Timeline timeline() {
        return finished().sums.seconds.timeline();
    }

    @Override
    public @Nullable Instant from() {
        return sums.log.from();
    }

    @Override
    public @Nullable Instant to() {
        return sums.log.to();
    }
}
