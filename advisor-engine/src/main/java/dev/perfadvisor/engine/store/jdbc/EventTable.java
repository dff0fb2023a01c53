package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.CaseEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Events of cases, numbered within their case without gaps in what a reader sees. */
final class EventTable {

    private EventTable() {}

    /** The row of the case is locked by the first statement, so that events become visible in the order of numbers. */
    static void add(Connection connection, String caseId, String kind, String data, Instant now) throws SQLException {
        if (Sql.update(connection, "update service_case set events = events + 1 where id = ?", caseId) == 0) {
            return;
        }
        Sql.update(
                connection,
                "insert into service_event (case_id, number, at, kind, data)"
                        + " select id, events, ?, ?, ? from service_case where id = ?",
                now,
                kind,
                data,
                caseId);
    }

    static List<CaseEvent> after(Connection connection, String caseId, long number) throws SQLException {
        return Sql.all(
                connection,
                "select number, at, kind, data from service_event where case_id = ? and number > ? order by number",
                row -> new CaseEvent(
                        row.getLong("number"), Sql.instant(row, "at"), row.getString("kind"), row.getString("data")),
                caseId,
                number);
    }

    /** How far something had come is of no interest once it is done. */
    static void dropProgress(Connection connection, String caseId) throws SQLException {
        Sql.update(connection, "delete from service_event where case_id = ? and kind = 'progress'", caseId);
    }
}
