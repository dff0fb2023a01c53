package dev.perfadvisor.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever runs the service can see of its work. */
class MetricsTest {

    @RegisterExtension
    static final RunningService SERVICE =
            new RunningService("advisor.analysis.isolated=false", "advisor.upload.most=1MB");

    @Test
    void uploadsJobsAndRulesAreCounted() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var summary = RunningService.resource("/dev/perfadvisor/http/k6-summary.json");
        SERVICE.put(href + "/artifacts/run.json", summary).status(202);
        SERVICE.send(SERVICE.to(href + "/artifacts/large")
                        .PUT(java.net.http.HttpRequest.BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(new byte[2_000_000]))))
                .problem(413, "artifact-too-large");
        SERVICE.get(href + "/diagnosis?wait=60").status(200);
        var metrics = SERVICE.get("/actuator/prometheus").status(200).body();
        assertThat(metrics.lines())
                .contains(
                        "advisor_upload_seconds_count{outcome=\"taken\"} 1",
                        "advisor_upload_seconds_count{outcome=\"refused\"} 1",
                        "advisor_upload_size_bytes_sum " + (double) summary.length,
                        "advisor_analysis_seconds_count{kind=\"load\",outcome=\"done\"} 1",
                        "advisor_analysis_wait_seconds_count 1",
                        "advisor_rules_seconds_count 1",
                        "advisor_analysis_pending 0.0");
    }
}
