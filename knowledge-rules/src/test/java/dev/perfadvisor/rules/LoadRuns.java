package dev.perfadvisor.rules;

import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.model.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Runs of a load test in the form of k6's CSV: two endpoints, three quarters of the requests and one quarter, each run with
 * latencies of its own around a median.
 *
 * @param millis median of the first endpoint; the second takes three times as long
 * @param rate requests a second
 * @param first share of the first endpoint
 * @param failed share of requests that fail
 */
public record LoadRuns(double millis, int rate, double first, double failed) {

    private static final int SECONDS = 20;
    private static final long START = 1_795_333_797_000_000L;

    /** 5 ms at 60 requests a second. */
    public static LoadRuns usual() {
        return new LoadRuns(5, 60, 0.75, 0);
    }

    public LoadRuns slower(double factor) {
        return new LoadRuns(millis * factor, rate, first, failed);
    }

    /** So many runs, an hour apart, with what goes from run to run and from request to request decided by the seed. */
    public List<RunEvidence> runs(String name, int count, long seed) {
        var runs = new ArrayList<RunEvidence>();
        for (int i = 0; i < count; i++) {
            runs.add(run(name + "-" + (i + 1), seed * 1000 + i, i));
        }
        return runs;
    }

    public RunEvidence run(String label, long seed, int hour) {
        var bytes = csv(seed, hour).getBytes(StandardCharsets.UTF_8);
        return new RunEvidence(
                label, List.of(new Given.OfStream(label + ".csv", () -> new ByteArrayInputStream(bytes))));
    }

    public String csv(long seed, int hour) {
        var random = new Random(seed);
        double ofRun = Math.exp(0.02 * random.nextGaussian());
        var csv =
                new StringBuilder("metric_name,timestamp,metric_value,expected_response,method,name,scenario,status\n");
        for (int i = 0; i < SECONDS * rate; i++) {
            long at = START + hour * 3_600_000_000L + i * 1_000_000L / rate;
            boolean isFirst = random.nextDouble() < first;
            boolean good = random.nextDouble() >= failed;
            double time = millis * (isFirst ? 1 : 3) * ofRun * Math.exp(0.2 * random.nextGaussian());
            var tags = good + ",GET,GET " + (isFirst ? "/products" : "/orders") + ",main," + (good ? 200 : 500);
            csv.append("http_reqs,%d,1,%s\n".formatted(at, tags));
            csv.append(String.format(Locale.ROOT, "http_req_duration,%d,%.6f,%s\n", at, time, tags));
            csv.append("http_req_failed,%d,%d,%s\n".formatted(at, good ? 0 : 1, tags));
            csv.append("iterations,%d,1,,,,main,\n".formatted(at));
        }
        return csv.toString();
    }
}
