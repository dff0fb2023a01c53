package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void noEntityOfXmlIsFollowed() throws IOException, InterruptedException {
        var secret = Files.writeString(outside.resolve("secret"), "the-secret-of-this-machine");
        var xml = "<?xml version=\"1.0\"?><!DOCTYPE t [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<testResults version=\"1.2\"><httpSample t=\"10\" lt=\"5\" ts=\"1700000000000\" s=\"true\" lb=\"&x;\""
                + " rc=\"200\"/></testResults>";
        var read = read("jtl.xml", xml.getBytes(StandardCharsets.UTF_8));
        assertThat(read.toString()).doesNotContain("the-secret");
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
