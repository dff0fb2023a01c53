package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.loadgen.Criterion;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestOrder;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Request;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes load tests, from what was asked for, documents and evidence. */
final class LoadTests {

    private static final Request ROOT = new Request("GET", "/", Map.of(), List.of(), null, 1, List.of());

    private final Advisor advisor;
    private final Map<String, Band> bands;

    LoadTests(Advisor advisor, Map<String, Band> bands) {
        this.advisor = advisor;
        this.bands = bands;
    }

    /** As {@link Advisor#loadTest(LoadTestOrder, List, Progress)}. */
    LoadTestScript write(LoadTestOrder order, List<Given> from, Progress progress) {
        var tool = order.chosenTool();
        if (from.isEmpty()) {
            return script(order, tool, Traffic.ofLines("The list of URLs", order.addresses()), true, null);
        }
        var requested = Requested.in(from);
        var names = from.stream().map(Given::name).toList();
        return requested.traffic() == null
                ? write(order, advisor.read(requested.evidence(), progress), names)
                : write(order, requested.traffic());
    }

    /** As {@link Advisor#loadTest(LoadTestOrder, Traffic)}. */
    LoadTestScript write(LoadTestOrder order, Traffic described) {
        return script(order, order.chosenTool(), described, false, null);
    }

    /** From what was seen in evidence of these names. */
    LoadTestScript write(LoadTestOrder order, Gathered evidence, List<String> names) {
        // Of the tree: evidence may be facts that were kept.
        var load = advisor.facts(evidence).tree().root("load", LoadTestFacts.class);
        if (load == null) {
            throw UnusableOrderException.unread(
                    "Nothing in "
                            + String.join(", ", names)
                            + " says what to request: give a load-test result, an OpenAPI document, a HAR file, or a list of URLs.");
        }
        return script(order, order.chosenTool(), SeenTraffic.of(load), false, load);
    }

    private LoadTestScript script(
            LoadTestOrder order, Tool tool, Traffic traffic, boolean named, @Nullable LoadTestFacts load) {
        var model = order.model(traffic, named, criteria(load, bands));
        return new LoadTestScript(model, tool, tool.write(model));
    }

    /** The test that validates a fix: the mix and the rate that were seen, the success criteria as thresholds. */
    static String validation(FactTree facts, Map<String, Band> bands) {
        return of(facts, bands, LoadKind.AVERAGE, Tool.K6).text();
    }

    /** A test of any kind, with the mix and the rate that were seen. */
    static LoadTestScript of(FactTree facts, Map<String, Band> bands, LoadKind kind, Tool tool) {
        var load = facts.root("load", LoadTestFacts.class);
        var traffic = load == null
                ? new Traffic(
                        null,
                        null,
                        List.of(ROOT),
                        List.of("No load test was handed in: put your requests in the place of GET /."))
                : SeenTraffic.of(load);
        var model = LoadTestOrder.of(kind, tool).model(traffic, true, criteria(load, bands));
        return new LoadTestScript(model, tool, tool.write(model));
    }

    /** What is good already must stay good; the rest must become acceptable. */
    private static List<Criterion> criteria(@Nullable LoadTestFacts load, Map<String, Band> bands) {
        var criteria = new ArrayList<Criterion>();
        var latency = load == null ? null : load.latency();
        add(criteria, bands.get("latency.p50"), latency == null ? null : latency.p50(), 0.5);
        add(criteria, bands.get("latency.p99"), latency == null ? null : latency.p99(), 0.99);
        var errors = bands.get("errors.rate");
        if (errors != null) {
            criteria.add(new Criterion.Failures(errors.acceptable()));
        }
        return criteria;
    }

    private static void add(List<Criterion> criteria, @Nullable Band band, @Nullable Duration now, double quantile) {
        if (band != null) {
            boolean good = now != null && now.toNanos() / 1e9 < band.good();
            long limit = Math.round((good ? band.good() : band.acceptable()) * 1000);
            criteria.add(new Criterion.Latency(quantile, Duration.ofMillis(limit)));
        }
    }
}
