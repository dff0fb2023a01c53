package dev.perfadvisor.http.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an instance that ends in order does with its work. */
class ShutdownTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService();

    /** Under a name of its own: what was read before is not read again. */
    private static String accepted(String name) throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/" + name, RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        return href;
    }

    private static void assertIsRead(String href) throws IOException, InterruptedException {
        var read = SERVICE.get(href + "/diagnosis?wait=60").status(200).json();
        assertThat(read.path("artifacts").path(0).path("reading").path("status").asString())
                .isEqualTo("complete");
    }

    @Test
    void whatItIsReadingIsFinishedOrGivenBack() throws IOException, InterruptedException, SQLException {
        var href = accepted("run.json");
        Readers.halted();
        SERVICE.stop();
        assertThat(Readers.all()).isEmpty();
        assertThat(jobsThatSomebodyHolds()).isZero();

        SERVICE.start();
        assertIsRead(href);
    }

    /** As often as a try may fail, and then one does. */
    @Test
    void aTryThatWasGivenBackDidNotFail() throws IOException, InterruptedException {
        var href = accepted("given.json");
        for (int i = 0; i < 3; i++) {
            Readers.halted();
            SERVICE.stop();
            SERVICE.start();
        }
        Readers.signal("KILL", Readers.halted());
        assertIsRead(href);
    }

    /**
     * What ends a group of processes reaches the child, and this process a moment later. Of all signals this one alone ends a
     * process that stands still: with others it might be done before it comes to its end.
     */
    @Test
    void aChildThatIsStoppedBeforeTheServiceCostsNothing() throws IOException, InterruptedException {
        var href = accepted("stopped.json");
        for (int i = 0; i < 3; i++) {
            Readers.signal("KILL", Readers.halted());
            SERVICE.stop();
            SERVICE.start();
        }
        assertIsRead(href);
    }

    private static int jobsThatSomebodyHolds() throws SQLException {
        var url = "jdbc:h2:file:" + SERVICE.directory().resolve("service");
        try (var connection = DriverManager.getConnection(url, "advisor", "");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*) from scheduled_tasks where task_name = 'analysis' and picked")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
