package dev.perfadvisor.engine.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Jobs that read the evidence of a case, one for each state of it, in the table of db-scheduler, which has them done. They are
 * added in the transaction that changes the evidence, so that there is no such state without a job.
 */
public final class JobTable {

    /** What db-scheduler knows these jobs by. */
    public static final String TASK = "analysis";

    private static final int USUAL = 50;
    private static final int PREFERRED = 90;

    /** The place of a job in the queue is when the case changed. */
    private static final String ADD_MISSING =
            "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)"
                    + " select '" + TASK + "', c.id || '.' || cast(c.evidence as varchar(20)), c.changed_at, false, 1, "
                    + USUAL
                    + " from service_case c"
                    + " where c.evidence <> c.analysed and c.evidence <> c.cancelled and c.failure = ''"
                    + " and not exists (select 1 from scheduled_tasks t where t.task_name = '" + TASK + "'"
                    + " and t.task_instance = c.id || '.' || cast(c.evidence as varchar(20)))";

    private final SharedDatabase database;

    public JobTable(SharedDatabase database) {
        this.database = database;
    }

    /**
     * A job.
     *
     * @param evidence which state of the evidence it reads
     */
    public record Job(String caseId, long evidence) {

        /** By its name in the table. */
        public static Job of(String name) {
            int dot = name.indexOf('.');
            return new Job(name.substring(0, dot), Long.parseLong(name.substring(dot + 1)));
        }
    }

    /** Adds the job for the evidence of a case as it is in this transaction. */
    static void add(Connection connection, String caseId) throws SQLException {
        Sql.update(connection, ADD_MISSING + " and c.id = ?", caseId);
    }

    /** Adds the jobs that an older service, which did that after the transaction, may not have come to add. */
    public int addMissing() {
        return database.inTransaction(connection -> Sql.update(connection, ADD_MISSING));
    }

    /** Has a job done before those that came earlier, as soon as its time comes. */
    public void prefer(String name) {
        database.inTransaction(connection -> Sql.update(
                connection,
                "update scheduled_tasks set priority = ? where task_name = ? and task_instance = ?",
                PREFERRED,
                TASK,
                name));
    }
}
