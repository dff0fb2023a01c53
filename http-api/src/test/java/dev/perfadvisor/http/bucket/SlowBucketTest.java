package dev.perfadvisor.http.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bucket that takes its time. */
class SlowBucketTest {

    @RegisterExtension
    @Order(1)
    static final RunningS3 S3 = new RunningS3();

    @RegisterExtension
    @Order(2)
    static final HeldProxy PROXY = new HeldProxy(S3);

    @RegisterExtension
    @Order(3)
    static final RunningService SERVICE = new RunningService(() -> List.of(
            "advisor.analysis.isolated=false",
            "advisor.upload.at-once=1",
            "advisor.bucket.name=evidence",
            "advisor.bucket.endpoint=" + PROXY.endpoint()));

    /** Whether another upload may come, as the one before is taken for dead; what was announced for that is given up. */
    private static boolean hasRoom(String href) throws IOException, InterruptedException {
        var answer = SERVICE.post(href + "/uploads", "{\"name\":\"b\",\"bytes\":1}");
        if (answer.response().statusCode() == 201) {
            SERVICE.delete(answer.header("Location").orElseThrow()).status(204);
            return true;
        }
        answer.problem(429, "too-many-uploads");
        return false;
    }

    @Test
    void anUploadIsHeardOfWhileItIsBroughtThere()
            throws IOException, InterruptedException, SQLException, ExecutionException {
        var href = SERVICE.newCase();
        var put = new FutureTask<Answer>(() -> SERVICE.put(href + "/artifacts/a", new byte[] {1}));
        Thread.ofVirtual().start(put);
        PROXY.awaitPut();
        assertThat(hasRoom(href)).isFalse();
        // For long enough to be taken for dead, and not to be removed.
        try (var connection = SERVICE.part(HikariDataSource.class).getConnection();
                var statement = connection.prepareStatement(
                        "update service_upload set changed_at = dateadd('MINUTE', -5, changed_at)")) {
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        boolean room = true;
        for (int i = 0; i < 150 && room; i++) {
            room = hasRoom(href);
            Thread.sleep(100);
        }
        assertThat(room).isFalse();
        PROXY.letGo();
        put.get().status(202);
        SERVICE.delete(href).status(204);
    }
}
