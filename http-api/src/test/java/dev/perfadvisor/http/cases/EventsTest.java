package dev.perfadvisor.http.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a case answers to clients that come and go. */
@ExtendWith(OutputCaptureExtension.class)
class EventsTest {

    @RegisterExtension
    static final RunningService SERVICE =
            new RunningService("advisor.analysis.isolated=false", "logging.level.dev.perfadvisor.http=debug");

    /** Hears of a case until an event, and goes without a word. */
    private static void hear(String href, String lastEventId, String until) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            socket.setSoTimeout(20_000);
            var head =
                    "GET " + href + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\nLast-Event-ID: " + lastEventId + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); !until.equals(line); line = lines.readLine()) {
                assertThat(line).isNotNull();
            }
        }
    }

    @Test
    void aClientThatGoesIsNoFault(CapturedOutput output) throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.post(href + "/messages", "{\"text\":\"it is slow\"}").status(201);
        hear(href, "0", "event: message");
        // Each is one more write to who is not there; the first one may still find room on the way.
        for (int i = 0; i < 50 && !output.getAll().contains("has gone"); i++) {
            SERVICE.post(href + "/messages", "{\"text\":\"it is still slow\"}").status(201);
            Thread.sleep(300);
        }
        var id = href.substring(href.lastIndexOf('/') + 1);
        assertThat(output.getAll().lines().filter(line -> line.contains("has gone")))
                .singleElement()
                .asString()
                .contains("DEBUG", "[case=" + id);
        assertThat(output.getAll()).doesNotContain("WARN", "ERROR");
    }

    /** Asks for the report of evidence that is being read, and is gone before it comes if that takes longer. */
    private static void leave(String href, Duration after) throws IOException, InterruptedException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            // Closed without a farewell, as by a browser that goes on to another page.
            socket.setSoLinger(true, 0);
            var head = "GET " + href + "/diagnosis?wait=60 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(after);
        }
    }

    @Test
    void aClientThatDoesNotWaitForTheReportIsNoFault(CapturedOutput output) throws IOException, InterruptedException {
        var evidence = Files.readAllBytes(Path.of("../samples/checkout/app.jfr.zst"));
        // Too early, and nobody has heard the question; too late, and the report is on its way. How long either takes
        // is for the machine to say.
        for (int i = 0; i < 40 && !output.getAll().contains("A client went away"); i++) {
            var href = SERVICE.newCase();
            SERVICE.put(href + "/artifacts/app.jfr.zst", evidence).status(202);
            leave(href, Duration.ofMillis(10L << (i % 6)));
            SERVICE.get(href + "/diagnosis?wait=60", "text/html").status(200);
            Thread.sleep(100);
        }
        assertThat(output.getAll()).contains("A client went away").doesNotContain("WARN", "ERROR");
    }
}
