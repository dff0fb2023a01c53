package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.derive.CrossFacts.RequestTime;
import dev.perfadvisor.engine.derive.CrossFacts.Spikes;
import dev.perfadvisor.engine.model.Chart.Share;
import dev.perfadvisor.engine.model.Chart.Shares;
import dev.perfadvisor.engine.model.Charted.Exhibit;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what request time goes into, and what comes with slow seconds. */
final class CrossExhibits {

    private CrossExhibits() {}

    static List<Exhibit> of(CrossFacts facts) {
        var exhibits = new ArrayList<Exhibit>();
        if (facts.requestTime() != null) {
            exhibits.add(requestTime(facts.requestTime()));
        }
        if (facts.spikes() != null && !facts.spikes().coincidences().isEmpty()) {
            exhibits.add(spikes(facts.spikes()));
        }
        return exhibits;
    }

    private static Exhibit requestTime(RequestTime time) {
        var rows = new ArrayList<Share>();
        add(rows, "Statements, as the database logs them", time.sqlShare());
        add(rows, "Waiting for the answer of a database, as the JVM sees it", time.databaseReadShare());
        add(rows, "Waiting for a pooled connection", time.poolWaitShare());
        add(rows, "Waiting for locks", time.lockShare());
        add(rows, "Waiting for other services", time.remoteShare());
        add(rows, "File access", time.fileShare());
        add(rows, "Stopped for garbage collection", time.gcShare());
        add(rows, "Running on a CPU, at most", time.cpuShare());
        add(rows, "Before a worker thread took it, at least", time.queueShare());
        rows.sort(Comparator.comparingDouble(CrossExhibits::first).reversed());
        add(rows, "Not accounted for", time.unexplainedShare());
        var whole = Figures.seconds(time.total().toNanos() / 1e9);
        var basis = time.basis().equals("load")
                ? "Shares of the " + whole + " that all requests took together"
                : "Shares of the " + whole
                        + " that the recording and the log account for, as no load test says how long"
                        + " requests took";
        return new Exhibit(
                "request-time",
                "What request time goes into",
                basis + ", in the seconds that the evidence has in common. They are lower bounds and can overlap.",
                new Shares(List.of("request time"), rows));
    }

    private static void add(List<Share> rows, String label, @Nullable Double share) {
        if (share != null) {
            rows.add(new Share(label, List.of(share)));
        }
    }

    private static double first(Share share) {
        var value = share.values().getFirst();
        return value == null ? 0 : value;
    }

    private static Exhibit spikes(Spikes spikes) {
        return new Exhibit(
                "spikes",
                "What comes with slow seconds",
                "How often each is high in the " + spikes.slowSeconds()
                        + " slow seconds (95th percentile over twice that of"
                        + " the median second) and in the " + spikes.normalSeconds()
                        + " others. High is above what three of four other seconds have. What is as frequent in both does"
                        + " not explain them.",
                new Shares(
                        List.of("slow seconds", "other seconds"),
                        spikes.coincidences().stream()
                                .map(c -> new Share(label(c.what()), Arrays.asList(c.slowShare(), c.normalShare())))
                                .toList()));
    }

    private static String label(String what) {
        return switch (what) {
            case "gc" -> "Garbage collection";
            case "lock" -> "Waiting for locks";
            case "pool" -> "Waiting for a connection";
            case "sql" -> "Statement time";
            case "remote" -> "Waiting for other services";
            case "file" -> "File access";
            default -> what;
        };
    }
}
