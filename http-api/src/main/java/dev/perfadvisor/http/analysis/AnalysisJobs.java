package dev.perfadvisor.http.analysis;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the evidence of cases read, by this instance or another one of the same database. There is one job a state of the
 * evidence. A job is done at least once: one whose instance died is taken up by another, at its old place in the queue.
 */
@Component
public class AnalysisJobs implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisJobs.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int MOST_TRIES = 3;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final OneTimeTask<Void> analysis;
    private final Scheduler scheduler;
    private final ServedCases cases;
    private final Clock clock;

    AnalysisJobs(
            HikariDataSource connections,
            ServedCases cases,
            CaseAnalysis work,
            Measures measures,
            Clock clock,
            Settings settings) {
        this.cases = cases;
        this.clock = clock;
        this.analysis = Tasks.oneTime("analysis")
                .onFailure(this::failed)
                .onDeadExecution((complete, operations) ->
                        operations.reschedule(complete, complete.getExecution().executionTime))
                .execute((instance, context) -> {
                    measures.waited(Duration.between(context.getExecution().executionTime, clock.instant()));
                    run(instance.getId(), work, context.getSchedulerState());
                });
        // What was accepted and has no job, as the process ended in between.
        var lookAfter = Tasks.recurring("look-after", FixedDelay.of(LOOK_AFTER))
                .execute((instance, context) -> cases.pending().forEach(this::schedule));
        this.scheduler = Scheduler.create(connections, List.of(analysis))
                .startTasks(lookAfter)
                .threads(settings.analysis().atOnce() + 1)
                .pollingInterval(POLL)
                .heartbeatInterval(settings.analysis().heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE)
                .enableImmediateExecution()
                .schedulerName(new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + ":"
                        + ProcessHandle.current().pid()))
                // What failed is told by the job itself.
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /** Has the evidence of a case read as it is now. */
    public void schedule(String caseId) {
        cases.find(caseId)
                .filter(found -> found.analysis() == ServedCase.Analysis.PENDING)
                .ifPresent(found -> scheduler.scheduleIfNotExists(analysis.instance(job(found)), clock.instant()));
    }

    private static String job(ServedCase found) {
        return found.id() + "." + found.evidence();
    }

    private static void run(String job, CaseAnalysis work, SchedulerState state) {
        int dot = job.indexOf('.');
        try (var _ = MDC.putCloseable("job", job)) {
            work.run(job.substring(0, dot), Long.parseLong(job.substring(dot + 1)), state::isShuttingDown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the instance ends", e);
        }
    }

    /** A job that an ending instance gave back keeps its place; one that fails is tried again, and then given up. */
    private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        var why = complete.getCause().map(AnalysisJobs::sentence).orElse("the reading ended without a reason");
        if (scheduler.getSchedulerState().isShuttingDown()) {
            LOG.info("The analysis {} is given back, as this instance ends", execution.getId());
            operations.reschedule(complete, execution.executionTime);
        } else if (execution.consecutiveFailures + 1 < MOST_TRIES) {
            LOG.warn("The analysis {} failed and is tried again: {}", execution.getId(), why);
            operations.reschedule(complete, clock.instant().plus(PAUSE));
        } else {
            LOG.error(
                    "The analysis {} failed",
                    execution.getId(),
                    complete.getCause().orElse(null));
            var caseId = execution.getId().substring(0, execution.getId().indexOf('.'));
            cases.find(caseId)
                    .filter(found -> job(found).equals(execution.getId()))
                    .ifPresent(found -> cases.fail(found, why));
            operations.stop();
        }
    }

    private static String sentence(Throwable problem) {
        return problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void stop() {
        scheduler.stop();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
