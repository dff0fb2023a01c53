package dev.perfadvisor.http.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Baselines, comparisons and load tests over HTTP. */
class RunsTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    private static String caseWithRun() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        return href.substring(href.lastIndexOf('/') + 1);
    }

    @Test
    void runsAreKeptUnderANameAndCompared() throws IOException, InterruptedException {
        var id = caseWithRun();
        var wanted =
                "{\"name\":\"release\",\"environment\":{\"build\":\"4711\"},\"runs\":[{\"caseId\":\"" + id + "\"}]}";
        var first = SERVICE.post("/api/v1/baselines", wanted).status(201);
        assertThat(first.json().path("version").asInt()).isEqualTo(1);
        assertThat(first.json().path("environment").path("build").asString()).isEqualTo("4711");
        SERVICE.post("/api/v1/baselines", wanted).status(201);
        assertThat(SERVICE.get("/api/v1/baselines").status(200).json().size()).isEqualTo(2);
        assertThat(SERVICE.get("/api/v1/baselines/release")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        assertThat(SERVICE.get(first.header("Location").orElseThrow())
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1);

        var comparison = SERVICE.post(
                        "/api/v1/comparisons",
                        "{\"baseline\":\"release\",\"candidate\":[{\"caseId\":\"" + id + "\",\"label\":\"after\"}]}")
                .status(200)
                .json();
        assertThat(comparison.path("schema").asString()).isEqualTo("advisor.comparison/1");

        SERVICE.delete("/api/v1/baselines/release@1").status(204);
        SERVICE.delete("/api/v1/baselines/release").status(204);
        SERVICE.get("/api/v1/baselines/release").problem(404, "unknown-baseline");
        SERVICE.post("/api/v1/comparisons", "{\"baseline\":\"release\",\"candidate\":[{\"caseId\":\"" + id + "\"}]}")
                .problem(422, "unknown-baseline");
    }

    @Test
    void runsAreComparedWithEachOther() throws IOException, InterruptedException {
        var id = caseWithRun();
        var run = "[{\"caseId\":\"" + id + "\"}]";
        var page = SERVICE.send(SERVICE.to("/api/v1/comparisons")
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/markdown")
                        .POST(BodyPublishers.ofString("{\"base\":" + run + ",\"candidate\":" + run + "}")))
                .status(200);
        assertThat(page.body()).startsWith("#");
        SERVICE.post("/api/v1/comparisons", "{\"base\":" + run + "}").problem(400, "no-runs");
        SERVICE.post("/api/v1/comparisons", "{\"base\":" + run + ",\"candidate\":[{\"caseId\":\"nothing\"}]}")
                .problem(404, "unknown-case");
        SERVICE.post(
                        "/api/v1/comparisons",
                        "{\"base\":" + run + ",\"candidate\":[{\"caseId\":\"" + id
                                + "\",\"artifacts\":[\"nothing\"]}]}")
                .problem(422, "no-such-evidence");
    }

    @Test
    void whatCanNotBeABaselineIsRefused() throws IOException, InterruptedException {
        var id = caseWithRun();
        SERVICE.post("/api/v1/baselines", "{\"name\":\"a:b\",\"runs\":[{\"caseId\":\"" + id + "\"}]}")
                .problem(422, "unusable-baseline");
        var href = SERVICE.newCase();
        SERVICE.put(href + "/artifacts/odd", new byte[] {1, 2, 3}).status(202);
        SERVICE.post(
                        "/api/v1/baselines",
                        "{\"name\":\"odd\",\"runs\":[{\"caseId\":\"" + href.substring(href.lastIndexOf('/') + 1)
                                + "\"}]}")
                .problem(422, "unreadable-evidence");
    }

    @Test
    void loadTestsAreWritten() throws IOException, InterruptedException {
        var urls = "{\"order\":{\"kind\":\"smoke\",\"tool\":\"k6\",\"urls\":[\"GET https://shop.example/cart\"]}}";
        var script = SERVICE.post("/api/v1/load-tests", urls).status(200);
        assertThat(script.header("Content-Disposition").orElse("")).contains("smoke-test.js");
        assertThat(script.body()).contains("k6/http", "https://shop.example");
        var seen = SERVICE.post("/api/v1/load-tests", "{\"caseId\":\"" + caseWithRun() + "\"}")
                .status(200);
        assertThat(seen.body()).contains("k6/http");
        SERVICE.post("/api/v1/load-tests", "{\"order\":{\"kind\":\"gentle\",\"urls\":[\"GET https://x.example/\"]}}")
                .problem(422, "unusable-order");
    }
}
