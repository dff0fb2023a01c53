package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads that come in several goes. */
class UploadsTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE =
            new RunningService("advisor.upload.at-once=3", "advisor.analysis.isolated=false");

    private static String announce(String href, long bytes) throws IOException, InterruptedException {
        return SERVICE.post(href + "/uploads", "{\"name\":\"run.json\",\"bytes\":" + bytes + "}")
                .status(201)
                .header("Location")
                .orElseThrow();
    }

    private static Answer append(String upload, long offset, byte[] bytes) throws IOException, InterruptedException {
        return SERVICE.send(SERVICE.to(upload)
                .header("Upload-Offset", String.valueOf(offset))
                .method("PATCH", BodyPublishers.ofByteArray(bytes)));
    }

    private static long offset(String upload) throws IOException, InterruptedException {
        var head = SERVICE.send(SERVICE.to(upload).method("HEAD", BodyPublishers.noBody()))
                .status(200);
        return Long.parseLong(head.header("Upload-Offset").orElseThrow());
    }

    @Test
    void anUploadGoesOnAfterABrokenConnectionAndARestart() throws IOException, InterruptedException {
        var bytes = RunningService.resource(K6);
        var href = SERVICE.newCase();
        var upload = announce(href, bytes.length);
        append(upload, 0, Arrays.copyOf(bytes, 1000)).status(204);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            var head = "PATCH " + upload + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpload-Offset: 1000\r\nContent-Length: "
                    + (bytes.length - 1000) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 1000, 500);
            socket.getOutputStream().flush();
        }
        for (int i = 0; i < 100 && offset(upload) < 1500; i++) {
            Thread.sleep(50);
        }
        assertThat(offset(upload)).isEqualTo(1500);
        SERVICE.stop();
        SERVICE.start();
        assertThat(offset(upload)).isEqualTo(1500);

        var artifact = append(upload, 1500, Arrays.copyOfRange(bytes, 1500, bytes.length))
                .status(202)
                .header("Location")
                .orElseThrow();
        SERVICE.get(href + "/diagnosis?wait=30").status(200);
        var read = SERVICE.get(artifact).json();
        assertThat(read.path("status").asString()).isEqualTo("complete");
        assertThat(read.path("bytes").asLong()).isEqualTo(bytes.length);
        SERVICE.get(upload).problem(404, "unknown-upload");
    }

    @Test
    void bytesGoWhereTheyBelongOrNowhere() throws IOException, InterruptedException {
        var upload = announce(SERVICE.newCase(), 10);
        append(upload, 0, new byte[4]).status(204);
        var problem = append(upload, 0, new byte[4]);
        problem.problem(409, "wrong-offset");
        assertThat(problem.header("Upload-Offset")).contains("4");
        append(upload, 4, new byte[7]).problem(413, "artifact-too-large");
        append(upload, -1, new byte[7]).problem(409, "wrong-offset");
        SERVICE.delete(upload).status(204);
        SERVICE.get(upload).problem(404, "unknown-upload");
    }

    @Test
    void onlySoManyAreUnderWay() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var first = announce(href, 10);
        var second = announce(href, 10);
        var third = announce(href, 10);
        var refused = SERVICE.post(href + "/uploads", "{\"name\":\"x\",\"bytes\":10}");
        refused.problem(429, "too-many-uploads");
        assertThat(refused.header("Retry-After")).isPresent();
        for (var one : new String[] {first, second, third}) {
            SERVICE.delete(one).status(204);
        }
        SERVICE.post(href + "/uploads", "{\"name\":\"x\",\"bytes\":0}").problem(400, "no-size");
        SERVICE.post(href + "/uploads", "{\"bytes\":10}").problem(400, "no-name");
        SERVICE.delete(href).status(204);
    }

    @Test
    void aKeyAnnouncesAnUploadOnce() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var request = SERVICE.to(href + "/uploads")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "upload-1")
                .POST(BodyPublishers.ofString("{\"name\":\"x\",\"bytes\":10}"));
        var first = SERVICE.send(request).status(201).header("Location");
        assertThat(SERVICE.send(request).status(201).header("Location")).isEqualTo(first);
        SERVICE.delete(href).status(204);
    }
}
