package dev.perfadvisor.engine.evidence.slowquery;

/** Joins what two parts of a log know of one connection, the later part being left as it is. */
final class SessionJoin {

    private final Tallies sums;
    private final TallyMap tallies;

    /** @param tallies from the statements of the later part to those of the earlier */
    SessionJoin(Tallies sums, TallyMap tallies) {
        this.sums = sums;
        this.tallies = tallies;
    }

    void join(SessionTrack session, SessionTrack later) {
        joinLock(session, later);
        joinTemporaryFile(session, later);
        joinPlans(session, later);
        joinTexts(session, later);
        if (session.firstExecution == null && later.firstExecution != null) {
            session.firstExecution = later.firstExecution.in(tallies);
            session.firstExecutionTakesPlan = later.firstExecutionTakesPlan && !session.anyDuration;
        }
        session.process = Math.max(session.process, later.process);
        if (later.lockerKnown) {
            session.locker = later.locker == null ? null : tallies.own(later.locker);
            session.lockerKnown = true;
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
                sums.settleLock(session);
            }
            session.lockWait = 0;
        }
        session.firstLockMessageAcquires |=
                later.firstLockMessageAcquires && !session.lockMessage && !session.anyDuration;
        session.lockWait = Math.max(session.lockWait, later.lockWait);
    }

    private void joinTemporaryFile(SessionTrack session, SessionTrack later) {
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

    private void joinPlans(SessionTrack session, SessionTrack later) {
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
                sums.flushPlan(session, plan);
            }
            if (firstPlan != null || first != null) {
                session.plan = null;
            }
        }
        boolean known = firstPlan != null && session.awaitsPlan == tallies.own(firstPlan.tally());
        if (later.orphan != null && !known) {
            if (session.anyDuration) {
                var orphan = later.orphan.in(tallies);
                sums.count(orphan.tally(), orphan.figures(), session);
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

    private void joinTexts(SessionTrack session, SessionTrack later) {
        if (later.bare != null) {
            if (session.text != null || session.anyText || session.anyDuration) {
                var tally =
                        session.text == null ? sums.reader.special(SlowQueryAccumulator.TEXT_NOT_LOGGED) : session.text;
                sums.count(tally, later.bare, session);
            } else {
                session.bare = later.bare;
            }
        }
        if (later.anyText) {
            session.text = later.text == null ? null : tallies.own(later.text);
            session.anyText = true;
        }
    }
}
