package dev.perfadvisor.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server without keys, and who calls it too often or from elsewhere. */
class OriginsTest {

    @RegisterExtension
    static final RunningService SERVICE =
            new RunningService("advisor.access.rate=5", "advisor.access.burst=60", "advisor.analysis.isolated=false");

    @ParameterizedTest
    @CsvSource({
        "attacker.example, '', 403",
        "127.0.0.1.attacker.example, '', 403",
        "'', '', 403",
        "LOCALHOST:8080, '', 200",
        "[::1]:8080, '', 200",
        "127.0.0.1, http://attacker.example, 403",
        "127.0.0.1, null, 403",
        "127.0.0.1:8080, http://127.0.0.1:9090, 403",
        "127.0.0.1:8080, http://127.0.0.1:8080, 200"
    })
    void pagesOfForeignSitesAreKeptOut(String host, String origin, int status) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), SERVICE.port())) {
            var request = "GET /api/v1/cases?limit=1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                    + (origin.isEmpty() ? "" : "Origin: " + origin + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void whoeverCallsTooOftenIsToldWhenToGoOn() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            var answer = SERVICE.get("/api/v1/cases?limit=1");
            if (answer.response().statusCode() == 429) {
                answer.problem(429, "too-many-requests");
                assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
                assertThat(answer.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
                assertThat(answer.header("Retry-After").orElse("")).matches("[1-9][0-9]*");
                Thread.sleep(2500);
                SERVICE.get("/api/v1/cases?limit=1").status(200);
                return;
            }
        }
        throw new AssertionError("200 requests at once were taken");
    }

    @Test
    void aFormOfAForeignPageDoesNothing() throws IOException, InterruptedException {
        var answer = SERVICE.send(SERVICE.to("/api/v1/cases")
                .header("Origin", "http://attacker.example")
                .POST(BodyPublishers.noBody()));
        answer.problem(403, "foreign-site");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }
}
