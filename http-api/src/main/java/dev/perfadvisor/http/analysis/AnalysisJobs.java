package dev.perfadvisor.http.analysis;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.perfadvisor.engine.store.jdbc.JobTable;
import dev.perfadvisor.engine.store.jdbc.JobTable.Job;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.http.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Has the evidence of cases read, by this instance or another one of the same database. There is one job a state of the
 * evidence, in the table since the evidence is. A job is done at least once: one whose instance died is taken up by another,
 * at its old place in the queue.
 */
@Component
public class AnalysisJobs implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisJobs.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int MOST_TRIES = 3;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Scheduler scheduler;
    private final JobTable jobs;
    private final ServedCases cases;
    private final Clock clock;

    AnalysisJobs(
            SharedDatabase database,
            JobTable jobs,
            ServedCases cases,
            CaseAnalysis work,
            Measures measures,
            Clock clock,
            Settings settings) {
        this.jobs = jobs;
        this.cases = cases;
        this.clock = clock;
        // The data of a job is how many tries of it failed. One that was given back, or whose instance died, did not.
        var analysis = Tasks.oneTime(JobTable.TASK, Integer.class)
                .onFailure(this::failed)
                .onDeadExecution((complete, operations) ->
                        operations.reschedule(complete, complete.getExecution().executionTime))
                .execute((instance, context) -> {
                    measures.waited(Duration.between(context.getExecution().executionTime, clock.instant()));
                    run(instance.getId(), tries(instance) == MOST_TRIES, work, context.getSchedulerState());
                });
        this.scheduler = Scheduler.create(database.connections(), List.of(analysis))
                .threads(settings.analysis().atOnce())
                .enablePriority()
                .pollingInterval(POLL)
                .heartbeatInterval(settings.analysis().heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE)
                .schedulerName(new SchedulerName.Fixed(new SchedulerName.Hostname().getName() + ":"
                        + ProcessHandle.current().pid()))
                // What failed is told by the job itself.
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /** Has this instance look for jobs at once, as there is a new one. */
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** With the one that is under way. */
    private static int tries(TaskInstance<?> instance) {
        return 1 + (instance.getData() instanceof Integer failed ? failed : 0);
    }

    private static void run(String name, boolean lastTry, CaseAnalysis work, SchedulerState state) {
        var job = Job.of(name);
        try (var _ = MDC.putCloseable("job", name)) {
            work.run(job.caseId(), job.evidence(), lastTry, state::isShuttingDown);
        } catch (InterruptedException e) {
            // It is not passed on: the job is given back next, and an interrupted thread closes the file of the
            // database.
            throw new IllegalStateException("the instance ends", e);
        }
    }

    /**
     * A job that an ending instance gave back keeps its place; one that fails is tried again soon, before those that wait, and
     * then given up.
     */
    private void failed(ExecutionComplete complete, ExecutionOperations<Integer> operations) {
        var execution = complete.getExecution();
        var name = execution.getId();
        int failures = tries(execution.taskInstance);
        var why = complete.getCause().map(AnalysisJobs::sentence).orElse("the reading ended without a reason");
        if (scheduler.getSchedulerState().isShuttingDown()) {
            LOG.info("The analysis {} is given back, as this instance ends", name);
            operations.reschedule(complete, execution.executionTime);
        } else if (failures < MOST_TRIES) {
            LOG.warn("The analysis {} failed and is tried again: {}", name, why);
            jobs.prefer(name);
            operations.reschedule(complete, clock.instant().plus(PAUSE), failures);
        } else {
            LOG.error("The analysis {} failed", name, complete.getCause().orElse(null));
            var job = Job.of(name);
            cases.find(job.caseId())
                    .filter(found -> found.evidence() == job.evidence())
                    .ifPresent(found -> cases.fail(found, why));
            operations.stop();
        }
    }

    private static String sentence(Throwable problem) {
        if (problem instanceof ErrorResponseException told && told.getBody().getDetail() != null) {
            return told.getBody().getDetail();
        }
        return problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }

    @Override
    public void start() {
        jobs.addMissing();
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
