package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.evidence.loadtest.NamedEndpoints;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a load test measured of the endpoints that the user names. */
final class NamedTraffic {

    private static final int MOST = 3;

    private NamedTraffic() {}

    /** A sentence for each of them; none without a load test that tells endpoints apart. */
    static List<String> in(Result result) {
        var said = result.facts().root("said", ProblemFacts.class);
        var load = result.facts().root("load", LoadTestFacts.class);
        if (said == null || load == null || load.endpoints().isEmpty()) {
            return List.of();
        }
        var named = NamedEndpoints.of(result.problem().text(), said.endpoints(), load);
        var sentences = new ArrayList<String>();
        named.found().stream().limit(MOST).map(NamedTraffic::measured).forEach(sentences::add);
        named.unknown().stream()
                .limit(MOST)
                .map(path -> "The load test has no endpoint that ends in " + path + "; it asks for " + all(load) + ".")
                .forEach(sentences::add);
        return List.copyOf(sentences);
    }

    private static String measured(Endpoint endpoint) {
        var parts = new ArrayList<String>();
        parts.add(endpoint.requests() + (endpoint.requests() == 1 ? " request" : " requests"));
        add(parts, "half of them within ", endpoint.latency().p50());
        add(parts, "99 of 100 within ", endpoint.latency().p99());
        var failed = endpoint.failedRatio();
        if (failed != null && failed > 0) {
            parts.add(Figures.percent(failed) + " failed");
        }
        return "Of " + endpoint.name() + ", which you name, the load test has " + String.join(", ", parts) + "; "
                + Figures.percent(endpoint.timeShare()) + " of the time of all requests.";
    }

    private static void add(List<String> parts, String what, @Nullable Duration time) {
        if (time != null) {
            parts.add(what + Figures.seconds(time.toNanos() / 1e9));
        }
    }

    private static String all(LoadTestFacts load) {
        int more = load.endpoints().size() - MOST;
        return load.endpoints().stream().limit(MOST).map(Endpoint::name).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
