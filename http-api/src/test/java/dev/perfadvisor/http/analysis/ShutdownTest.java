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

    @Test
    void whatItIsReadingIsFinishedOrGivenBack() throws IOException, InterruptedException, SQLException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        Readers.halted();
        SERVICE.stop();
        assertThat(Readers.all()).isEmpty();
        assertThat(jobsThatSomebodyHolds()).isZero();

        SERVICE.start();
        var read = SERVICE.get(href + "/diagnosis?wait=60").status(200).json();
        assertThat(read.path("artifacts").path(0).path("reading").path("status").asString())
                .isEqualTo("complete");
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
