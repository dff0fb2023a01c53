package dev.perfadvisor.engine;

import dev.perfadvisor.engine.derive.CrossFacts;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of a flame graph that it shows little of the time of requests, and where the most of it goes instead. */
public final class FlameRemark {

    /** Below this share of the time what is drawn is not what requests wait for. */
    private static final double LITTLE = 0.1;

    private FlameRemark() {}

    /** A sentence or two; empty where it shows enough, shows no time, or where that is not known. */
    public static String of(Result result, String measure) {
        var cross = result.facts().root("cross", CrossFacts.class);
        var time = cross == null ? null : cross.requestTime();
        if (time == null) {
            return "";
        }
        var shown = shown(time, measure);
        if (shown == null || shown >= LITTLE) {
            return "";
        }
        var whole = time.basis().equals("load") ? "the time of requests" : "the time that is accounted for";
        var most = shares(time).entrySet().stream()
                .filter(share -> share.getValue() > LITTLE)
                .max(Map.Entry.comparingByValue())
                .map(share ->
                        " Most of it, " + Figures.percent(share.getValue()) + ", goes into " + share.getKey() + ".")
                .orElse("");
        return "This shows little of what is slow: " + Figures.percent(shown) + " of " + whole + "." + most;
    }

    private static @Nullable Double shown(CrossFacts.RequestTime time, String measure) {
        return switch (measure) {
            case "cpu" -> time.cpuShare();
            case "lock" -> time.lockShare();
            default -> null;
        };
    }

    private static Map<String, Double> shares(CrossFacts.RequestTime time) {
        var shares = new LinkedHashMap<String, Double>();
        put(shares, "waiting for a connection of the pool", time.poolWaitShare());
        put(shares, "statements", time.sqlShare() == null ? time.databaseReadShare() : time.sqlShare());
        put(shares, "waiting for locks", time.lockShare());
        put(shares, "waiting for other services", time.remoteShare());
        put(shares, "files", time.fileShare());
        put(shares, "pauses of the garbage collector", time.gcShare());
        put(shares, "running on a CPU", time.cpuShare());
        put(shares, "what no event tells of", time.unexplainedShare());
        return shares;
    }

    private static void put(Map<String, Double> shares, String name, @Nullable Double share) {
        if (share != null) {
            shares.put(name, share);
        }
    }
}
