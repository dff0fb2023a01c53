package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances of the service over one PostgreSQL and one directory of artifacts. */
class PostgresTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    @Order(1)
    static final RunningPostgres POSTGRES = new RunningPostgres();

    @RegisterExtension
    @Order(2)
    static final RunningService ONE = new RunningService(PostgresTest::settings);

    private static final RunningService OTHER = new RunningService(PostgresTest::settings);

    private static List<String> settings() {
        return List.of(
                "advisor.database.url=" + POSTGRES.url(),
                "advisor.database.connections=8",
                "advisor.analysis.isolated=false",
                "advisor.analysis.heartbeat=1s");
    }

    @BeforeAll
    static void startOther() {
        OTHER.startOn(ONE.directory());
    }

    @AfterAll
    static void stopOther() {
        OTHER.stop();
    }

    @Test
    void whatOneAcceptsTheOtherKnows() throws IOException, InterruptedException {
        var href = ONE.post("/api/v1/cases", "{\"problem\":\"checkout is slow\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        ONE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        var diagnosis = OTHER.get(href + "/diagnosis?wait=60").status(200);
        assertThat(diagnosis.json().path("artifacts").path(0).path("name").asString())
                .isEqualTo("run.json");
        assertThat(ONE.get(href + "/diagnosis").status(200).header("ETag")).isEqualTo(diagnosis.header("ETag"));
        OTHER.post(href + "/messages", "{\"text\":\"what is the plan?\"}").status(201);
        assertThat(ONE.get(href + "/messages").json().path("messages").size()).isEqualTo(5);
        OTHER.delete(href).status(204);
        ONE.get(href).problem(404, "unknown-case");
    }

    @Test
    void requestsThatCollideAreDoneOneAfterTheOther() throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Answer>>();
            for (var service : List.of(ONE, OTHER, ONE, OTHER)) {
                calls.add(() -> service.send(service.to("/api/v1/cases")
                        .header("Idempotency-Key", "both")
                        .POST(BodyPublishers.noBody())));
            }
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }
        assertThat(answers)
                .extracting(answer -> answer.status(201).header("Location"))
                .containsOnly(answers.getFirst().header("Location"));
    }

    @Test
    void messagesAtTheSameTimeAreAllKept() throws IOException, InterruptedException, ExecutionException {
        var href = ONE.newCase();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Answer>>();
            for (var service : List.of(ONE, OTHER, ONE)) {
                calls.add(() -> service.post(href + "/messages", "{\"text\":\"the database is busy\"}"));
            }
            for (var call : threads.invokeAll(calls)) {
                call.get().status(201);
            }
        }
        assertThat(OTHER.get(href + "/messages").json().path("messages").size()).isEqualTo(6);
    }

    @Test
    void theJobOfAnInstanceThatDiedIsTakenUp() throws IOException, InterruptedException, SQLException {
        var href = ONE.newCase();
        var id = href.substring(href.lastIndexOf('/') + 1);
        try (var connection = DriverManager.getConnection(POSTGRES.url())) {
            // As a dead instance leaves it: picked, and not heard of for long.
            execute(
                    connection,
                    "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,"
                            + " last_heartbeat, version) values ('analysis', '" + id
                            + ".1', now() - interval '1 hour', true, 'dead', now() - interval '1 hour', 1)");
        }
        ONE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        OTHER.get(href + "/diagnosis?wait=60").status(200);
    }

    @Test
    void noArtifactIsAcceptedWithoutItsJob() throws IOException, InterruptedException, SQLException {
        var href = ONE.newCase();
        Answer refused;
        try (var connection = DriverManager.getConnection(POSTGRES.url())) {
            execute(connection, "alter table scheduled_tasks add constraint no_more check (false) not valid");
            refused = ONE.put(href + "/artifacts/run.json", RunningService.resource(K6));
            execute(connection, "alter table scheduled_tasks drop constraint no_more");
        }
        refused.problem(500, "internal-error");
        assertThat(OTHER.get(href + "/artifacts").json().path("artifacts").size())
                .isZero();
        ONE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        OTHER.get(href + "/diagnosis?wait=60").status(200);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aContentThatTwoInstancesTakeInAtOnceIsKeptOnce() throws IOException, InterruptedException, ExecutionException {
        var bytes = new byte[300_000];
        var hrefs = List.of(ONE.newCase(), ONE.newCase(), ONE.newCase(), ONE.newCase());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < hrefs.size(); i++) {
                var service = i % 2 == 0 ? ONE : OTHER;
                var href = hrefs.get(i);
                calls.add(() -> service.put(href + "/artifacts/a", bytes));
            }
            for (var call : threads.invokeAll(calls)) {
                call.get().status(202);
            }
        }
        for (var href : hrefs) {
            OTHER.delete(href).status(204);
        }
    }
}
