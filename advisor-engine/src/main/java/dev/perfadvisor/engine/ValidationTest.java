package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.loadgen.K6Script;
import dev.perfadvisor.engine.loadgen.LoadModel;
import dev.perfadvisor.engine.loadgen.LoadModel.Criterion;
import dev.perfadvisor.engine.loadgen.LoadModel.Request;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.FactTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The load test that validates a fix: the mix and the rate that were seen, the success criteria as thresholds. */
final class ValidationTest {

    private static final double DEFAULT_RATE = 10;

    private ValidationTest() {}

    static String script(FactTree facts, Map<String, Band> bands) {
        var load = facts.root("load", LoadTestFacts.class);
        var rate = load == null ? null : load.run().requestsPerSecond();
        return K6Script.of(new LoadModel(
                rate == null ? DEFAULT_RATE : rate, Duration.ofMinutes(5), requests(load), criteria(load, bands)));
    }

    private static List<Request> requests(@Nullable LoadTestFacts load) {
        var requests = new ArrayList<Request>();
        if (load != null) {
            load.endpoints().forEach(endpoint -> requests.add(request(endpoint.name(), endpoint.requestShare())));
        }
        return requests.isEmpty() ? List.of(new Request("GET", "/", 1)) : requests;
    }

    /** {@code GET /orders/{id}}, {@code /orders}, {@code https://host/orders?x=1}. */
    private static Request request(String name, double share) {
        var parts = name.strip().split("\\s+", 2);
        boolean named = parts.length == 2 && parts[0].chars().allMatch(Character::isUpperCase);
        var path = named ? parts[1] : name.strip();
        int host = path.indexOf("://");
        if (host >= 0) {
            int slash = path.indexOf('/', host + 3);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        return new Request(named ? parts[0] : "GET", path.startsWith("/") ? path : "/" + path, share);
    }

    /** What is good already must stay good; the rest must become acceptable. */
    private static List<Criterion> criteria(@Nullable LoadTestFacts load, Map<String, Band> bands) {
        var criteria = new ArrayList<Criterion>();
        var latency = load == null ? null : load.latency();
        add(criteria, bands.get("latency.p50"), latency == null ? null : latency.p50(), "p(50)");
        add(criteria, bands.get("latency.p99"), latency == null ? null : latency.p99(), "p(99)");
        var errors = bands.get("errors.rate");
        if (errors != null) {
            criteria.add(new Criterion("http_req_failed", "rate<" + errors.acceptable()));
        }
        return criteria;
    }

    private static void add(List<Criterion> criteria, @Nullable Band band, @Nullable Duration now, String quantile) {
        if (band != null) {
            boolean good = now != null && now.toNanos() / 1e9 < band.good();
            long limit = Math.round((good ? band.good() : band.acceptable()) * 1000);
            criteria.add(new Criterion("http_req_duration", quantile + "<" + limit));
        }
    }
}
