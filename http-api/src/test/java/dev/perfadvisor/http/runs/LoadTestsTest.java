package dev.perfadvisor.http.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.RunningService.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Load tests from what was handed in, which is read where evidence is: in a process of its own. */
class LoadTestsTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService();

    @RegisterExtension
    static final RunningService SMALL = new RunningService("advisor.analysis.heap=4MB");

    private static byte[] har(int padding) {
        return ("{\"log\":{\"version\":\"1.2\",\"comment\":\"" + "x".repeat(padding) + "\",\"entries\":[{"
                        + "\"startedDateTime\":\"2026-01-05T10:00:00Z\",\"time\":5,\"request\":{\"method\":\"POST\","
                        + "\"url\":\"https://shop.example/orders?at=1\",\"headers\":[{\"name\":\"X-Kind\",\"value\":\"\u00e4\"}],"
                        + "\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"item\\\": \\\"chair\\\"}\"}},"
                        + "\"response\":{\"status\":200}}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Answer written(RunningService service, byte[]... contents) throws IOException, InterruptedException {
        var href = service.newCase();
        for (int i = 0; i < contents.length; i++) {
            service.put(href + "/artifacts/file" + i, contents[i]).status(202);
        }
        return service.post("/api/v1/load-tests", "{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\"}");
    }

    @Test
    void documentsAndEvidenceSayWhatIsRequested() throws IOException, InterruptedException {
        assertThat(written(SERVICE, har(0)).status(200).body())
                .contains("k6/http", "https://shop.example", "/orders?at=1", "X-Kind", "\u00e4", "chair");
        var openapi = "openapi: 3.1.0\nservers: [{url: 'https://books.example'}]\npaths: {/books: {get: {}}}\n";
        assertThat(written(SERVICE, openapi.getBytes(StandardCharsets.UTF_8))
                        .status(200)
                        .body())
                .contains("https://books.example", "/books");
        assertThat(written(SERVICE, RunningService.resource(K6)).status(200).body())
                .contains("k6/http");
    }

    @Test
    void whatDoesNotSayItIsRefusedWithTheReason() throws IOException, InterruptedException {
        assertThat(written(SERVICE, har(0), RunningService.resource(K6))
                        .problem(422, "unusable-order")
                        .path("detail")
                        .asString())
                .contains("file0 describes requests");
        assertThat(written(SERVICE, new byte[] {1, 2, 3})
                        .problem(422, "unreadable-evidence")
                        .path("detail")
                        .asString())
                .contains("file0");
    }

    /** The service itself has the memory for this file; the process that may read it has not. */
    @Test
    void aDocumentIsNotReadInTheService() throws IOException, InterruptedException {
        assertThat(written(SMALL, har(3_000_000))
                        .problem(422, "unreadable-evidence")
                        .path("detail")
                        .asString())
                .contains("file0", "over 4 MB of memory");
    }
}
