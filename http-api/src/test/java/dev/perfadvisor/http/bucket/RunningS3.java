package dev.perfadvisor.http.bucket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A real S3 server (S3Mock) in a process of its own, for all tests of a class, with the bucket {@code evidence}. They are
 * skipped where it is not there: {@code -Ds3mock.jar=FILE}, which {@code .ci/run} gets.
 */
final class RunningS3 implements BeforeAllCallback, AfterAllCallback {

    /** Tomcat started on ports 33053 (https), 38749 (http) with context path '/' */
    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports? .*?([0-9]+) \\(http\\)");

    private @Nullable Process process;
    private @Nullable Path directory;
    private int port;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        var jar = System.getProperty("s3mock.jar", "");
        Assumptions.assumeFalse(jar.isEmpty(), "There is no S3Mock: mvn -f .ci/s3mock/pom.xml package");
        directory = Files.createTempDirectory("s3");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar,
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.max-payload-size=100MB",
                "--com.adobe.testing.s3mock.store.root=" + directory,
                "--com.adobe.testing.s3mock.store.initial-buckets=evidence");
        var started = builder.redirectErrorStream(true).start();
        process = started;
        var lines = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = STARTED.matcher(line);
            if (found.find()) {
                port = Integer.parseInt(found.group(1));
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
                return;
            }
        }
        throw new IOException("S3Mock did not start");
    }

    @Override
    public void afterAll(ExtensionContext test) throws IOException, InterruptedException {
        stop();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        FileSystemUtils.deleteRecursively(directory);
    }

    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    int port() {
        return port;
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }
}
