package dev.perfadvisor.http.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which cases are read, and when. */
class QueueTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.at-once=1");

    private static String accepted() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", ("{} " + href).getBytes(StandardCharsets.UTF_8))
                .status(202);
        return href;
    }

    private static void read(String href) throws IOException, InterruptedException {
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        assertThat(SERVICE.get(href + "/analysis").json().path("state").asString())
                .isEqualTo("done");
    }

    @Test
    void noMoreAreReadAtOnceThanIsSet() throws IOException, InterruptedException {
        var first = accepted();
        var reader = Readers.halted();
        var second = accepted();
        // It is looked for jobs once a second.
        for (int i = 0; i < 30; i++) {
            Thread.sleep(100);
            assertThat(Readers.all()).containsExactly(reader);
        }
        Readers.signal("CONT", reader);
        read(first);
        read(second);
    }

    @Test
    void whatIsTriedAgainIsNotPutBehindTheBacklog() throws IOException, InterruptedException {
        var failing = accepted();
        var reader = Readers.halted();
        var before = accepted();
        var behind = accepted();
        Readers.signal("KILL", reader);
        reader.onExit().join();
        var next = Readers.halted();
        // Longer than the pause before the second try, and than it takes to look for jobs anew.
        Thread.sleep(8000);
        Readers.signal("CONT", next);
        read(before);
        read(failing);
        read(behind);
        assertThat(answeredAt(failing)).isBetween(answeredAt(before), answeredAt(behind));
    }

    private static Instant answeredAt(String href) throws IOException, InterruptedException {
        return Instant.parse(SERVICE.get(href + "/messages")
                .json()
                .path("messages")
                .path(0)
                .path("saidAt")
                .asString());
    }

    @Test
    void noArtifactIsAcceptedWithoutItsJob() throws IOException, InterruptedException, SQLException {
        var href = SERVICE.newCase();
        execute("alter table scheduled_tasks add constraint no_more check (false) nocheck");
        var refused = SERVICE.put(href + "/artifacts/run.json", new byte[] {1});
        execute("alter table scheduled_tasks drop constraint no_more");
        refused.problem(500, "internal-error");
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts").size())
                .isZero();
        SERVICE.put(href + "/artifacts/run.json", new byte[] {1}).status(202);
        read(href);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = SERVICE.part(HikariDataSource.class).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As a service that added the job after the transaction, and was killed in between, left it. */
    @Test
    void evidenceThatHasNoJobGetsOneAtTheStart() throws IOException, InterruptedException, SQLException {
        var href = accepted();
        Readers.halted();
        SERVICE.stop();
        var url = "jdbc:h2:file:" + SERVICE.directory().resolve("service");
        try (var connection = DriverManager.getConnection(url, "advisor", "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from scheduled_tasks")).isEqualTo(1);
        }
        SERVICE.start();
        read(href);
    }
}
