package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.MultipartForm;
import dev.perfadvisor.http.RunningService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Artifacts handed in over HTTP: what is kept, and what is refused before it is read. */
class ArtifactsTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.upload.most=1MB",
            "advisor.upload.quota=5632KB",
            "advisor.upload.artifacts=6",
            "advisor.upload.slowest=64KB",
            "advisor.upload.grace=1s",
            "advisor.analysis.isolated=false");

    private static byte[] noise(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(String directory) throws IOException {
        try (var files = Files.walk(SERVICE.directory().resolve("artifacts").resolve(directory))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path content(String sha256) {
        return SERVICE.directory()
                .resolve("artifacts/content")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2));
    }

    @Test
    void whatIsHandedInIsKeptAsItIs() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var bytes = noise(1, 200_001);
        var artifact = SERVICE.put(href + "/artifacts/app%20one.jfr", bytes)
                .status(202)
                .json();
        assertThat(artifact.path("name").asString()).isEqualTo("app one.jfr");
        assertThat(artifact.path("bytes").asLong()).isEqualTo(200_001);
        assertThat(artifact.path("sha256").asString()).isEqualTo(sha256(bytes));
        assertThat(Files.readAllBytes(content(sha256(bytes)))).isEqualTo(bytes);

        SERVICE.get(href + "/diagnosis?wait=30");
        var read = SERVICE.get(artifact.path("href").asString()).json();
        assertThat(read.path("status").asString()).isEqualTo("rejected");
        assertThat(read.path("readings")
                        .path(0)
                        .path("reading")
                        .path("problems")
                        .path(0)
                        .path("cause")
                        .asString())
                .isNotBlank();
    }

    @Test
    void theSameContentIsKeptOnceAndGoesWithItsLastArtifact() throws IOException, InterruptedException {
        var bytes = noise(2, 10_000);
        var one = SERVICE.newCase();
        var two = SERVICE.newCase();
        var artifact = SERVICE.put(one + "/artifacts/a", bytes)
                .status(202)
                .header("Location")
                .orElseThrow();
        SERVICE.put(one + "/artifacts/a", bytes).status(200);
        SERVICE.put(two + "/artifacts/b", bytes).status(202);
        assertThat(SERVICE.get(one + "/artifacts").json().path("artifacts").size())
                .isEqualTo(1);

        SERVICE.delete(artifact).status(204);
        SERVICE.get(artifact).problem(404, "unknown-artifact");
        assertThat(content(sha256(bytes))).exists();
        SERVICE.delete(two).status(204);
        assertThat(content(sha256(bytes))).doesNotExist();
    }

    @Test
    void theSameFileAgainIsNotReadAgain() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        var read = SERVICE.get(href + "/diagnosis?wait=30").status(200).header("ETag");
        var before = SERVICE.get(href).json();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(200);
        assertThat(SERVICE.get(href).json()).isEqualTo(before);
        assertThat(SERVICE.get(href + "/diagnosis").status(200).header("ETag")).isEqualTo(read);
        SERVICE.delete(href).status(204);
    }

    @Test
    void namesAreLabelsAndNoPaths() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var bytes = noise(3, 100);
        var form = MultipartForm.of("../../../../tmp/evil\u001b[31m\u202e.jfr", bytes);
        var taken = SERVICE.send(SERVICE.to(href + "/artifacts")
                        .header("Content-Type", MultipartForm.TYPE)
                        .POST(BodyPublishers.ofByteArray(form)))
                .status(202)
                .json()
                .path("artifacts")
                .path(0);
        assertThat(taken.path("name").asString()).isEqualTo("../../../../tmp/evil[31m.jfr");
        assertThat(Path.of("/tmp/evil[31m.jfr")).doesNotExist();
        assertThat(files("content")).contains(content(sha256(bytes)));
        SERVICE.get(href + "/artifacts/..%2f..%2fetc%2fpasswd").status(400);
        SERVICE.get(href + "/artifacts/passwd").problem(404, "unknown-artifact");
    }

    @Test
    void artifactsOfOneNameStayUnlessTheyArePut() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        for (int i = 0; i < 2; i++) {
            SERVICE.send(SERVICE.to(href + "/artifacts")
                            .header("Content-Disposition", "attachment; filename=\"log\"")
                            .POST(BodyPublishers.ofByteArray(noise(10 + i, 10))))
                    .status(202);
        }
        SERVICE.put(href + "/artifacts/log", noise(12, 10)).status(202);
        var names = SERVICE.get(href + "/artifacts").json().path("artifacts");
        assertThat(names).extracting(one -> one.path("name").asString()).containsExactly("log (2)", "log");
        SERVICE.send(SERVICE.to(href + "/artifacts").POST(BodyPublishers.ofByteArray(noise(1, 10))))
                .problem(400, "no-name");
    }

    @Test
    void aBodyThatCallsItselfAFormIsAnArtifactAllTheSame() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var bytes = "a=1&b=%zz".getBytes(StandardCharsets.UTF_8);
        for (var request : List.of(
                SERVICE.to(href + "/artifacts?name=one").POST(BodyPublishers.ofByteArray(bytes)),
                SERVICE.to(href + "/artifacts/two").PUT(BodyPublishers.ofByteArray(bytes)))) {
            var taken = SERVICE.send(request.header("Content-Type", "application/x-www-form-urlencoded"))
                    .status(202)
                    .json();
            assertThat(taken.path("sha256").asString()).isEqualTo(sha256(bytes));
        }
    }

    @Test
    void whatIsTooLargeOrTooMuchIsRefused() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/large", new byte[1_048_577]).problem(413, "artifact-too-large");
        SERVICE.send(SERVICE.to(href + "/artifacts/large").PUT(BodyPublishers.ofInputStream(() -> zeroes(1_048_577))))
                .problem(413, "artifact-too-large");
        SERVICE.send(SERVICE.to(href + "/artifacts")
                        .header("Content-Type", MultipartForm.TYPE)
                        .POST(BodyPublishers.ofByteArray(MultipartForm.of("large", new byte[1_048_577]))))
                .problem(413, "artifact-too-large");

        for (int i = 0; i < 4; i++) {
            SERVICE.put(href + "/artifacts/" + i, noise(20 + i, 1_000_000)).status(202);
        }
        SERVICE.put(href + "/artifacts/full", new byte[1_048_576]).status(202);
        SERVICE.put(href + "/artifacts/over", noise(30, 1_000_000)).problem(413, "quota-exceeded");
        SERVICE.send(SERVICE.to(href + "/artifacts/over").PUT(BodyPublishers.ofInputStream(() -> zeroes(1_000_000))))
                .problem(413, "quota-exceeded");
        SERVICE.delete(href).status(204);

        var many = SERVICE.newCase();
        for (int i = 0; i < 6; i++) {
            SERVICE.put(many + "/artifacts/" + i, noise(40 + i, 10)).status(202);
        }
        SERVICE.put(many + "/artifacts/7", noise(50, 10)).problem(413, "too-many-artifacts");
        SERVICE.delete(many).status(204);
        assertThat(files("incoming")).isEmpty();
    }

    private static InputStream zeroes(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    @Test
    void aClientThatGoesLeavesNothing() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            var head = "PUT " + href + "/artifacts/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[10_000]);
            socket.getOutputStream().flush();
        }
        for (int i = 0; i < 100 && !files("incoming").isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(files("incoming")).isEmpty();
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts").size())
                .isZero();
        SERVICE.put(href + "/artifacts/a", RunningService.resource(K6)).status(202);
    }

    @Test
    void aClientThatDripsIsSentAway() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            var head = "PUT " + href + "/artifacts/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream();
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write(new byte[10]);
                socket.getOutputStream().flush();
                Thread.sleep(50);
                if (answer.available() > 0) {
                    break;
                }
            }
            var status = new byte[12];
            answer.readNBytes(status, 0, 12);
            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            // And the connection is closed, however long the client would go on.
            socket.setSoTimeout(10_000);
            answer.readAllBytes();
        }
        assertThat(files("incoming")).isEmpty();
    }
}
