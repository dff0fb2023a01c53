package dev.perfadvisor.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Results of load tests in the form of k6's CSV: 50 requests a second over 20 s, each run around a median of its own. */
public final class LoadRuns {

    private static final long FIRST = 1_795_333_797_000_000L;

    private LoadRuns() {}

    /**
     * Hands in {@code NAME-1.csv}, {@code NAME-2.csv}, ... , ten minutes apart, and waits until they are read.
     *
     * @param hour after which the first one began
     */
    public static void upload(RunningService service, String href, String name, int count, int hour, double millis)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            var csv = csv(new Random(name.hashCode() + i), FIRST + hour * 3_600_000_000L + i * 600_000_000L, millis);
            service.put(href + "/artifacts/" + name + "-" + (i + 1) + ".csv", csv.getBytes(StandardCharsets.UTF_8))
                    .status(202);
        }
        service.get(href + "/diagnosis?wait=60").status(200);
    }

    private static String csv(Random random, long from, double millis) {
        double ofRun = 1 + 0.01 * random.nextGaussian();
        var csv =
                new StringBuilder("metric_name,timestamp,metric_value,expected_response,method,name,scenario,status\n");
        for (int k = 0; k < 1000; k++) {
            long at = from + k * 20_000L;
            double time = millis * ofRun * Math.exp(0.2 * random.nextGaussian());
            var tags = "true,GET,GET /orders,main,200";
            csv.append("http_reqs,%d,1,%s\n".formatted(at, tags));
            csv.append("http_req_duration," + at + "," + time + "," + tags + "\n");
            csv.append("http_req_failed,%d,0,%s\n".formatted(at, tags));
        }
        return csv.toString();
    }
}
