package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands of whoever runs the service. */
class MaintenanceTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    private Path directory = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Server.start(
                List.of(args),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        var said = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return said;
    }

    @Test
    void keysAreMadeListedAndRevoked() {
        var data = directory.toString();
        assertThat(run("keys", "add", "alice", "--scopes", "read", "--data", data))
                .isZero();
        var key = said().strip();
        assertThat(key).startsWith("pa_");
        assertThat(run("keys", "list", "--data", data)).isZero();
        var list = said();
        var id = key.substring(3, 29);
        assertThat(list).contains(id, "alice", "read").doesNotContain(key);
        assertThat(run("keys", "revoke", id, "--data", data)).isZero();
        said();
        assertThat(run("keys", "list", "--data", data)).isZero();
        assertThat(said()).contains("revoked");
        assertThat(run("keys", "revoke", id, "--data", data)).isEqualTo(2);
        assertThat(run("keys", "add", "bob", "--scopes", "all", "--data", data)).isEqualTo(2);
        assertThat(run("keys", "--data", data)).isEqualTo(2);
    }

    @Test
    void aBackupThatFailsLeavesNothing() throws IOException {
        var content = Files.createDirectories(directory.resolve("data/artifacts/content/ab"));
        // It can be opened, and not be read.
        var unreadable = Files.createSymbolicLink(content.resolve("cd"), Path.of("/proc/self/mem"));
        Assumptions.assumeTrue(Files.isRegularFile(unreadable));
        var backups = Files.createDirectories(directory.resolve("backups"));
        var data = directory.resolve("data").toString();
        var file = backups.resolve("backup.zip").toString();
        assertThat(run("backup", file, "--data", data)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is none");
        assertThat(backups).isEmptyDirectory();
        Files.delete(unreadable);
        assertThat(run("backup", file, "--data", data)).isZero();
        assertThat(backups).isDirectoryContaining(written -> written.endsWith("backup.zip"));
    }

    @Test
    void whatIsBackedUpCanBeRestored() throws IOException, InterruptedException {
        var href = SERVICE.post("/api/v1/cases", "{\"problem\":\"checkout is slow\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource("/dev/perfadvisor/http/k6-summary.json"))
                .status(202);
        var before = SERVICE.get(href + "/diagnosis?wait=60").status(200).json();
        SERVICE.stop();
        var backup = directory.resolve("backup.zip").toString();
        var restored = directory.resolve("restored").toString();
        assertThat(run("backup", backup, "--data", SERVICE.directory().toString()))
                .isZero();
        assertThat(run("backup", backup, "--data", SERVICE.directory().toString()))
                .isEqualTo(2);
        assertThat(run("restore", backup, "--data", restored)).isZero();
        assertThat(run("restore", backup, "--data", restored)).isEqualTo(2);

        SERVICE.start("advisor.data=" + restored);
        assertThat(SERVICE.get(href + "/diagnosis").status(200).json()).isEqualTo(before);
        try (var files = Files.walk(Path.of(restored, "artifacts", "content"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }
}
