package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What hostile users and files try, and that it fails. */
class AbuseTest {

    private static final String SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.heap=256MB");

    @TempDir
    private Path outside = Path.of("");

    private static JsonNode read(String name, byte[] content) throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var artifact = SERVICE.put(
                        href + "/artifacts/"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                        content)
                .status(202)
                .header("Location")
                .orElseThrow();
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        return SERVICE.get(artifact).json();
    }

    private static byte[] gzip(int times, byte[] block) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(block);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void aBombIsRefusedAndTheServiceGoesOn() throws IOException, InterruptedException {
        var bomb = gzip(3, gzip(200, new byte[1024 * 1024]));
        var read = read("bomb.gz", bomb);
        assertThat(read.path("status").asString()).isEqualTo("rejected");
        SERVICE.get("/actuator/health/readiness").status(200);
    }

    @Test
    void namesInArchivesAreNoPaths() throws IOException, InterruptedException {
        var target = outside.resolve("written");
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : new String[] {
                target.toString(), "../".repeat(20) + target.toString().substring(1)
            }) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(RunningService.resource("/dev/perfadvisor/http/k6-summary.json"));
            }
        }
        read("slip.zip", bytes.toByteArray());
        assertThat(target).doesNotExist();
    }

    /** What is told of results of JMeter's with requests of that label. */
    private static String told(String declaration, String label) throws IOException, InterruptedException {
        var sample =
                "<httpSample t=\"10\" lt=\"5\" ts=\"1700000000000\" s=\"true\" lb=\"" + label + "\" rc=\"200\"/>\n";
        var xml = "<?xml version=\"1.0\"?>\n<!DOCTYPE testResults " + declaration + ">\n<testResults version=\"1.2\">\n"
                + sample.repeat(50) + "</testResults>\n";
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/jtl.xml", xml.getBytes(StandardCharsets.UTF_8))
                .status(202);
        return SERVICE.get(href + "/diagnosis?wait=60").status(200).body();
    }

    /** In an attribute, as only those of results are read: what an entity there stands for may be declared in another file. */
    @Test
    void noEntityOfXmlIsFollowed() throws IOException, InterruptedException {
        var secret = Files.writeString(outside.resolve("secret"), "<!ENTITY x \"the-secret-of-this-machine\">");
        var file = "SYSTEM \"" + secret.toUri() + "\"";
        // What stands there is shown.
        assertThat(told(file, "the-orders")).contains("the-orders");
        assertThat(told(file, "&x;")).doesNotContain("the-secret");
        assertThat(told("[<!ENTITY % all " + file + "> %all;]", "&x;")).doesNotContain("the-secret");
        assertThat(told("[<!ENTITY x \"the-orders\">]", "&x;")).doesNotContain("the-orders");
    }

    @Test
    void markupInNamesAndWordsIsText() throws IOException, InterruptedException {
        var href = SERVICE.post("/api/v1/cases", "{\"problem\":\"slow " + SCRIPT + "\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        var name = URLEncoder.encode(SCRIPT.replace("/", ""), StandardCharsets.UTF_8)
                .replace("+", "%20");
        SERVICE.put(href + "/artifacts/" + name, new byte[] {1, 2, 3}).status(202);
        SERVICE.post(href + "/messages", "{\"text\":\"it is slow " + SCRIPT + "\"}")
                .status(201);
        var page = SERVICE.get(href + "/diagnosis?wait=60", "text/html").status(200);
        assertThat(page.body()).doesNotContain("<img src=x", "<script>alert");
        assertThat(page.header("Content-Security-Policy").orElse("")).contains("default-src 'none'");
        for (var part : new String[] {"", "/messages", "/artifacts"}) {
            var answer = SERVICE.get(href + part).status(200);
            assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void bodiesThatAreReadIntoMemoryAreBounded() throws IOException, InterruptedException {
        var large = "{\"problem\":\"" + "x".repeat(1_100_000) + "\"}";
        SERVICE.post("/api/v1/cases", large).problem(413, "body-too-large");
        SERVICE.send(SERVICE.to("/api/v1/cases")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))))
                .problem(413, "body-too-large");
        var deep = "[".repeat(200_000);
        SERVICE.post("/api/v1/cases", "{\"problem\":" + deep).problem(400, "bad-request");
    }

    @Test
    void nestingInFilesIsBounded() throws IOException, InterruptedException {
        var deep = ("{\"metrics\":" + "[".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(read("deep.json", deep).path("status").asString()).isNotEqualTo("waiting");
        SERVICE.get("/actuator/health/readiness").status(200);
    }

    /** Longer than the memory of the process that reads it. */
    @Test
    void aLineWithoutAnEndIsBounded() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var start =
                "# Time: 2026-01-05T10:00:00.000000Z\n# User@Host: a[a] @ [1.1.1.1]  Id: 1\n# Query_time: 1.5  Lock_time: 0.0"
                        + " Rows_sent: 1  Rows_examined: 1\nselect '";
        var line = new SequenceInputStream(
                new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), new Repeated('x', 300_000_000));
        var artifact = SERVICE.send(
                        SERVICE.to(href + "/artifacts/slow.log").PUT(BodyPublishers.ofInputStream(() -> line)))
                .status(202)
                .header("Location")
                .orElseThrow();
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        // Nor does it cost the process that reads it.
        assertThat(SERVICE.get(artifact).body())
                .doesNotContain("\"waiting\"", "of memory", "ended the process", "did not go on");
        SERVICE.get("/actuator/health/readiness").status(200);
    }

    /** So many times the same byte. */
    private static final class Repeated extends InputStream {

        private final int one;
        private long left;

        Repeated(int one, long times) {
            this.one = one;
            this.left = times;
        }

        @Override
        public int read() {
            return left-- > 0 ? one : -1;
        }

        @Override
        public int read(byte[] into, int at, int length) {
            int n = (int) Math.min(left, length);
            Arrays.fill(into, at, at + n, (byte) one);
            left -= n;
            return n == 0 && length > 0 ? -1 : n;
        }
    }

    /** Whatever names an address is shown or written down, and never called. */
    @Test
    void noAddressIsEverCalled() throws IOException, InterruptedException {
        try (var trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + trap.getLocalPort() + "/secret";
            var href = SERVICE.post("/api/v1/cases", "{\"problem\":\"see " + address + ", it is slow\"}")
                    .status(201)
                    .header("Location")
                    .orElseThrow();
            SERVICE.post(href + "/messages", "{\"text\":\"fetch " + address + "\"}")
                    .status(201);
            var har =
                    "{\"log\":{\"version\":\"1.2\",\"entries\":[{\"startedDateTime\":\"2026-01-05T10:00:00Z\",\"time\":5,"
                            + "\"request\":{\"method\":\"GET\",\"url\":\"" + address
                            + "\"},\"response\":{\"status\":200}}]}}";
            var xml = "<?xml version=\"1.0\"?><!DOCTYPE t SYSTEM \"" + address + "\"><testResults version=\"1.2\"/>";
            var openapi =
                    "openapi: 3.1.0\nservers: [{url: '" + address + "'}]\npaths: {/a: {$ref: '" + address + "'}}\n";
            for (var file : List.of(har, xml, openapi, address)) {
                SERVICE.put(href + "/artifacts/f" + file.length(), file.getBytes(StandardCharsets.UTF_8))
                        .status(202);
            }
            SERVICE.get(href + "/diagnosis?wait=60").status(200);
            SERVICE.post("/api/v1/load-tests", "{\"order\":{\"kind\":\"smoke\",\"urls\":[\"GET " + address + "\"]}}")
                    .status(200);
            SERVICE.post("/api/v1/load-tests", "{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1) + "\"}");
            trap.setSoTimeout(1000);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** What a terminal or a spreadsheet would act on comes out as text, in every form in which a report can be had. */
    @Test
    void nothingThatComesOutIsACommand() throws IOException, InterruptedException {
        var href = SERVICE.post(
                        "/api/v1/cases",
                        "{\"problem\":\"slow \\u001b[2J\\u001b]0;x\\u0007 \\u202e =cmd|'/C calc'!A0\"}")
                .status(201)
                .header("Location")
                .orElseThrow();
        var log =
                "# Time: 2026-01-05T10:00:00.000000Z\n# User@Host: a[a] @ [1.1.1.1]  Id: 1\n# Query_time: 9.5  Lock_time: 0.0"
                        + " Rows_sent: 1  Rows_examined: 900000\nselect * from `t\u001b[31m` where a = 1;\n";
        SERVICE.put(href + "/artifacts/slow%1b%5b31m.log", log.repeat(30).getBytes(StandardCharsets.UTF_8))
                .status(202);
        for (var type : List.of("application/json", "text/markdown", "text/html")) {
            var answer = SERVICE.get(href + "/diagnosis?wait=60", type).status(200);
            assertThat(answer.header("Content-Type").orElse("")).startsWith(type);
            assertThat(answer.body()).doesNotContain("\u001b", "\u0007");
        }
        // No form is one that a spreadsheet opens.
        assertThat(SERVICE.get(href + "/diagnosis", "text/csv").response().statusCode())
                .isEqualTo(406);
    }

    @Test
    void aFloodOfJobsIsHeldBack() throws IOException, InterruptedException {
        var flooded = new RunningService("advisor.analysis.backlog=2", "advisor.analysis.at-once=1");
        flooded.startOn(outside);
        try {
            int refused = 0;
            for (int i = 0; i < 8; i++) {
                var answer =
                        flooded.put(flooded.newCase() + "/artifacts/a", ("a " + i).getBytes(StandardCharsets.UTF_8));
                if (answer.response().statusCode() == 429) {
                    answer.problem(429, "overloaded");
                    assertThat(answer.header("Retry-After")).isPresent();
                    refused++;
                }
            }
            assertThat(refused).isPositive();
            for (int i = 0;
                    i < 600 && !flooded.get("/actuator/prometheus").body().contains("pending 0.0");
                    i++) {
                Thread.sleep(100);
            }
            flooded.put(flooded.newCase() + "/artifacts/a", new byte[] {1}).status(202);
        } finally {
            flooded.stop();
        }
    }

    @Test
    void pathsThatAreTriedAreNone() throws IOException, InterruptedException {
        for (var path : Stream.of(
                        "/api/v1/cases/..%2f..%2fetc",
                        "/api/v1/cases/%2e%2e/%2e%2e/etc", "/api/v1/rules/..%5c..%5cetc", "/api/v1/cases/%00")
                .toList()) {
            assertThat(SERVICE.get(path).response().statusCode()).as(path).isBetween(400, 404);
        }
    }
}
