package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.settings.WorkDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nothing stays on disk that nobody can ask for. */
class LeftoversTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @TempDir
    private Path directory = Path.of("");

    private static List<Path> files(String below) throws IOException {
        try (var files = Files.walk(SERVICE.directory().resolve(below))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void awaitNone(String below) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && !files(below).isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(files(below)).isEmpty();
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), SERVICE.port());
    }

    private static void send(Socket socket, String head, byte[] bytes) throws IOException {
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static void awaitBytes(long bytes) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            for (var file : files("artifacts/incoming")) {
                if (Files.size(file) == bytes) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no upload holds " + bytes + " bytes");
    }

    @Test
    void unfinishedUploadsGoWithTheirCase() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var upload = SERVICE.post(href + "/uploads", "{\"name\":\"run.json\",\"bytes\":1000}")
                .status(201)
                .header("Location")
                .orElseThrow();
        SERVICE.send(SERVICE.to(upload).method("PATCH", BodyPublishers.ofByteArray(new byte[400])))
                .status(204);
        assertThat(files("artifacts/incoming")).hasSize(1);
        SERVICE.delete(href).status(204);
        assertThat(files("artifacts/incoming")).isEmpty();
    }

    @Test
    void anUploadWhoseCaseIsDeletedMeanwhileIsNotTaken() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        try (var socket = connect()) {
            send(
                    socket,
                    "PUT " + href + "/artifacts/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n",
                    new byte[400]);
            awaitBytes(400);
            SERVICE.delete(href).status(204);
            assertThat(files("artifacts/incoming")).isEmpty();
            socket.getOutputStream().write(new byte[600]);
            assertThat(status(socket)).isEqualTo("HTTP/1.1 410");
        }
        assertThat(files("artifacts")).isEmpty();
    }

    @Test
    void ofTwoAtOnceWithOneKeyOnlyTheArtifactStays() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var bytes = new byte[1000];
        try (var socket = connect()) {
            send(
                    socket,
                    "POST " + href + "/artifacts?name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nIdempotency-Key: both\r\n"
                            + "Content-Length: 1000\r\n",
                    new byte[400]);
            awaitBytes(400);
            SERVICE.send(SERVICE.to(href + "/artifacts?name=a")
                            .header("Idempotency-Key", "both")
                            .POST(BodyPublishers.ofByteArray(bytes)))
                    .status(202);
            socket.getOutputStream().write(new byte[600]);
            assertThat(status(socket)).isEqualTo("HTTP/1.1 200");
        }
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts")).hasSize(1);
        awaitNone("artifacts/incoming");
        SERVICE.delete(href).status(204);
    }

    @Test
    void whatAKillLeftBehindGoesWithTheNextStart() throws IOException, InterruptedException {
        SERVICE.stop();
        var ids = new Ids(Clock.systemUTC());
        var incoming = SERVICE.directory().resolve("artifacts/incoming");
        var old = Files.write(incoming.resolve(ids.next()), new byte[10]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        var fresh = Files.write(incoming.resolve(ids.next()), new byte[10]);
        var reading = Files.createDirectories(SERVICE.directory().resolve("work/1/analysis1"));
        Files.writeString(reading.resolve("request.json"), "[]");
        SERVICE.start();
        assertThat(reading).doesNotExist();
        for (int i = 0; i < 200 && Files.exists(old); i++) {
            Thread.sleep(50);
        }
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        Files.delete(fresh);
    }

    @Test
    void whatAnotherProcessWorksOnStays() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var theirs = Path.of(process.inputReader(StandardCharsets.UTF_8).readLine());
            try (var ours = WorkDirectory.in(directory)) {
                assertThat(theirs.resolve("file")).exists();
                process.destroyForcibly().waitFor();
                try (var next = WorkDirectory.in(directory)) {
                    assertThat(theirs).doesNotExist();
                    assertThat(ours.path()).exists().isNotEqualTo(next.path());
                }
            }
            assertThat(directory.toFile().list()).containsExactly("lock");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A process that works until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            var work = WorkDirectory.in(Path.of(args[0]));
            Files.writeString(work.path().resolve("file"), "");
            System.out.println(work.path());
            Thread.currentThread().join();
        }
    }
}
