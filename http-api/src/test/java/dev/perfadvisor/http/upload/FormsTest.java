package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.MultipartForm;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are taken in as they come, within the same limits as bodies that are one artifact. */
class FormsTest {

    private static final String ONE_SHOT = "/api/v1/diagnoses";
    private static final String PART =
            "--cut-here\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n\r\n";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService(
            "advisor.upload.most=1MB",
            "advisor.upload.quota=3MB",
            "advisor.upload.artifacts=4",
            "advisor.upload.at-once=2",
            "advisor.upload.slowest=64KB",
            "advisor.upload.grace=1s",
            "advisor.analysis.isolated=false");

    private static Answer send(String path, byte[] form) throws IOException, InterruptedException {
        return SERVICE.send(
                SERVICE.to(path).header("Content-Type", MultipartForm.TYPE).POST(BodyPublishers.ofByteArray(form)));
    }

    private static Socket begin(String path, long length, String body) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port());
        socket.setSoTimeout(30_000);
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + MultipartForm.TYPE
                + "\r\nContent-Length: " + length + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    private static List<Path> files(String below) throws IOException {
        try (var files = Files.walk(SERVICE.directory().resolve(below))) {
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("lock"))
                    .toList();
        }
    }

    private static void awaitSome(String below) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            for (var file : files(below)) {
                if (Files.size(file) > 0) {
                    return;
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing of it is on disk");
    }

    private static void awaitNone(String below) throws IOException, InterruptedException {
        for (int i = 0; i < 200 && !files(below).isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(files(below)).isEmpty();
    }

    @Test
    void itIsKnownToBeTooMuchBeforeAnyOfItIsRead() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var nowhere = href.substring(0, href.length() - 1) + (href.endsWith("0") ? "1" : "0");
        try (var unknown = begin(nowhere + "/artifacts", 10_000_000_000L, "");
                var large = begin(href + "/artifacts", 10_000_000_000L, "");
                var once = begin(ONE_SHOT, 10_000_000_000L, "")) {
            assertThat(status(unknown)).isEqualTo("HTTP/1.1 404");
            assertThat(status(large)).isEqualTo("HTTP/1.1 413");
            assertThat(status(once)).isEqualTo("HTTP/1.1 413");
        }
        SERVICE.delete(href).status(204);
    }

    @Test
    void whatComesIsOnDiskWhereItBelongsWhileItComes() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var first = PART.formatted("one") + "1".repeat(50_000);
        var rest = "1\r\n" + PART.formatted("two") + "2".repeat(70_000) + "\r\n--cut-here--\r\n";
        try (var socket = begin(href + "/artifacts", first.length() + rest.length(), first)) {
            awaitSome("artifacts/incoming");
            socket.getOutputStream().write(rest.getBytes(StandardCharsets.UTF_8));
            assertThat(status(socket)).isEqualTo("HTTP/1.1 202");
        }
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts"))
                .extracting(one ->
                        one.path("name").asString() + " " + one.path("bytes").asLong())
                .containsExactly("one 50001", "two 70000");
        SERVICE.delete(href).status(204);

        try (var socket = begin(ONE_SHOT, first.length() + rest.length(), first)) {
            awaitSome("work");
            socket.getOutputStream().write(rest.getBytes(StandardCharsets.UTF_8));
            // Neither is evidence of a kind that is known.
            assertThat(status(socket)).isEqualTo("HTTP/1.1 422");
        }
        awaitNone("work");
    }

    @Test
    void theLimitsOfBodiesHoldForParts() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var large = MultipartForm.of("large", new byte[1_048_577]);
        send(href + "/artifacts", large).problem(413, "artifact-too-large");
        send(ONE_SHOT, large).problem(413, "too-large");
        for (int i = 0; i < 3; i++) {
            send(href + "/artifacts", MultipartForm.of("one", noise(i, 1_000_000)))
                    .status(202);
        }
        send(href + "/artifacts", MultipartForm.of("over", noise(4, 1_000_000))).problem(413, "quota-exceeded");
        send(ONE_SHOT, MultipartForm.of("over", noise(4, 1_000_000))).problem(413, "quota-exceeded");
        assertThat(files("artifacts/incoming")).isEmpty();
        assertThat(files("work")).isEmpty();
        SERVICE.delete(href).status(204);
    }

    private static byte[] noise(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/artifacts", ONE_SHOT})
    void partsAndTheirHeadersAreBounded(String path) throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var to = path.equals(ONE_SHOT) ? path : href + path;
        var many = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            many.append(PART.formatted("f" + i)).append(i).append("\r\n");
        }
        send(to, (many + "--cut-here--\r\n").getBytes(StandardCharsets.UTF_8)).problem(413, "too-many-artifacts");
        var name = PART.formatted("n".repeat(10_000)) + "x\r\n--cut-here--\r\n";
        send(to, name.getBytes(StandardCharsets.UTF_8)).problem(413, "too-large");
        SERVICE.delete(href).status(204);
        var other = SERVICE.newCase();
        send(path.equals(ONE_SHOT) ? path : other + path, PART.formatted("cut").getBytes(StandardCharsets.UTF_8))
                .problem(400, "bad-request");
        SERVICE.delete(other).status(204);
    }

    @Test
    void oneShotsAtOnceAreBounded() throws IOException, InterruptedException {
        var first = PART.formatted("one") + "1".repeat(50_000);
        try (var _ = begin(ONE_SHOT, 300_000, first);
                var _ = begin(ONE_SHOT, 300_000, first)) {
            for (int i = 0; i < 200 && files("work").size() < 2; i++) {
                Thread.sleep(20);
            }
            send(ONE_SHOT, MultipartForm.of("three", new byte[10])).problem(429, "too-many-uploads");
        }
        awaitNone("work");
        send(ONE_SHOT, MultipartForm.of("three", new byte[10])).problem(422, "unreadable-evidence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", PART, "the preamble of a form, which nobody has to read"})
    void aFormThatDripsIsSentAway(String beginning) throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        try (var socket = begin(href + "/artifacts", 1_000_000, beginning)) {
            for (int i = 0; i < 200 && socket.getInputStream().available() == 0; i++) {
                socket.getOutputStream().write(new byte[10]);
                socket.getOutputStream().flush();
                Thread.sleep(50);
            }
            assertThat(status(socket)).isEqualTo("HTTP/1.1 408");
            socket.getInputStream().readAllBytes();
        }
        assertThat(files("artifacts/incoming")).isEmpty();
        SERVICE.delete(href).status(204);
    }

    @Test
    void aBodyThatNobodyWantsIsReadForAWhileOnly() throws IOException, InterruptedException {
        try (var socket = begin("/api/v1/cases/none/artifacts", 10_000_000_000L, "")) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 404");
            var block = new byte[100];
            boolean cut = false;
            for (int i = 0; i < 300 && !cut; i++) {
                try {
                    socket.getOutputStream().write(block);
                    Thread.sleep(100);
                } catch (SocketException e) {
                    cut = true;
                }
            }
            assertThat(cut).isTrue();
        }
    }
}
