package dev.perfadvisor.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Results of load tests in the form of k6's CSV: 50 requests a second over 20 s, each run around a median of its own. */
public final class LoadRuns {

    private LoadRuns() {}

    /** Files {@code NAME-1.csv}, {@code NAME-2.csv}, ..., ten minutes apart. */
    public static List<String> write(Path directory, String name, int count, double millis) throws IOException {
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var file = directory.resolve(name + "-" + (i + 1) + ".csv");
            Files.writeString(file, csv(new Random(name.hashCode() + i), i, millis));
            names.add(file.toString());
        }
        return names;
    }

    private static String csv(Random random, int run, double millis) {
        double ofRun = 1 + 0.01 * random.nextGaussian();
        var csv =
                new StringBuilder("metric_name,timestamp,metric_value,expected_response,method,name,scenario,status\n");
        for (int k = 0; k < 1000; k++) {
            long at = 1_795_333_797_000_000L + run * 600_000_000L + k * 20_000L;
            double time = millis * ofRun * Math.exp(0.2 * random.nextGaussian());
            var tags = "true,GET,GET /orders,main,200";
            csv.append("http_reqs,%d,1,%s\n".formatted(at, tags));
            csv.append("http_req_duration," + at + "," + time + "," + tags + "\n");
            csv.append("http_req_failed,%d,0,%s\n".formatted(at, tags));
        }
        return csv.toString();
    }
}
