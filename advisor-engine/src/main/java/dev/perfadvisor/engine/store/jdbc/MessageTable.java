package dev.perfadvisor.engine.store.jdbc;

import dev.perfadvisor.engine.store.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What was said in cases, numbered within the case. Long replies are packed. */
final class MessageTable {

    private MessageTable() {}

    static List<Message> after(Connection connection, String caseId, long number, int limit) throws SQLException {
        return Sql.all(
                connection,
                "select number, said_at, speaker, text, reply, packed from service_message"
                        + " where case_id = ? and number > ? order by number limit ?",
                row -> new Message(
                        row.getLong("number"),
                        Sql.instant(row, "said_at"),
                        row.getString("speaker"),
                        row.getString("text"),
                        PackedText.of(row.getString("reply"), row.getBytes("packed"))),
                caseId,
                number,
                limit);
    }

    /** The row of the case is locked by whoever says something. */
    static Message add(Connection connection, String id, Message message) throws SQLException {
        long number = 1
                + Sql.number(connection, "select coalesce(max(number), 0) from service_message where case_id = ?", id);
        var packed = PackedText.packed(message.reply());
        Sql.update(
                connection,
                "insert into service_message (case_id, number, said_at, speaker, text, reply, packed)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                id,
                number,
                message.saidAt(),
                message.speaker(),
                message.text(),
                packed == null ? message.reply() : "",
                packed);
        return new Message(number, message.saidAt(), message.speaker(), message.text(), message.reply());
    }
}
