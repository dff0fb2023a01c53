package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cases go when nothing has happened in them for as long as is set. */
class RetentionTest {

    @RegisterExtension
    static final RunningService SERVICE =
            new RunningService("advisor.retention=30d", "advisor.analysis.isolated=false");

    private static void age(String href) throws SQLException {
        try (var connection = SERVICE.part(HikariDataSource.class).getConnection();
                var statement = connection.prepareStatement(
                        "update service_case set changed_at = dateadd('DAY', -31, changed_at) where id = ?")) {
            statement.setString(1, href.substring(href.lastIndexOf('/') + 1));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static String said(String text) throws IOException, InterruptedException {
        return SERVICE.post("/api/v1/cases", "{\"problem\":\"" + text + "\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
    }

    private static List<Path> contents() throws IOException {
        try (var files = Files.walk(SERVICE.directory().resolve("artifacts"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsOldAndRestsGoes() throws IOException, InterruptedException, SQLException {
        var rests = said("checkout is slow");
        SERVICE.put(rests + "/artifacts/a", new byte[] {1}).status(202);
        SERVICE.get(rests + "/diagnosis?wait=30");
        var young = said("search is slow");
        var changed = said("login is slow");
        var awaits = said("start is slow");
        for (var old : List.of(rests, changed, awaits)) {
            age(old);
        }
        SERVICE.post(changed + "/messages", "{\"text\":\"It is slow at night only\"}")
                .status(201);
        var upload = SERVICE.post(awaits + "/uploads", "{\"name\":\"b\",\"bytes\":2}")
                .status(201)
                .header("Location")
                .orElseThrow();
        SERVICE.send(SERVICE.to(upload).method("PATCH", BodyPublishers.ofByteArray(new byte[] {1})))
                .status(204);
        SERVICE.stop();
        SERVICE.start();
        for (int i = 0; i < 200 && SERVICE.get(rests).response().statusCode() == 200; i++) {
            Thread.sleep(50);
        }
        SERVICE.get(rests).problem(404, "unknown-case");
        SERVICE.get(young).status(200);
        SERVICE.get(changed).status(200);
        SERVICE.get(awaits).status(200);
        SERVICE.get(upload).status(200);
        for (int i = 0; i < 200 && contents().size() > 1; i++) {
            Thread.sleep(50);
        }
        // That of the upload.
        assertThat(contents()).hasSize(1);
    }
}
