package dev.perfadvisor.engine.derive;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Statements, allocation and concurrency held against the requests of the same seconds. */
final class CallsFact {

    private CallsFact() {}

    /** Null without a load test that has single requests in time. */
    static CrossFacts.@Nullable Calls of(Deriver.Basis basis) {
        var requests = basis.timeline().values("load.requests");
        long count = requests.values().stream().mapToLong(Long::longValue).sum();
        if (count == 0) {
            return null;
        }
        var timeline = basis.timeline();
        Double statements = null;
        var perRequest = new TreeMap<String, Double>();
        if (basis.sql() != null) {
            double logged = 0;
            for (var second : timeline.values("sql.count").entrySet()) {
                logged += requests.containsKey(second.getKey()) ? second.getValue() : 0;
            }
            statements = logged / count;
            double all = timeline.values("sql.count").values().stream()
                    .mapToDouble(Long::doubleValue)
                    .sum();
            // Nobody keeps the seconds of each statement: all are taken to be spread like all together.
            double common = all == 0 ? 1 : logged / all;
            for (var statement : basis.sql().statements()) {
                perRequest.put(statement.id(), statement.count() * common / count);
            }
        }
        Double allocated = null;
        if (basis.jfr() != null && basis.jfr().allocation() != null) {
            double bytes = 0;
            for (var second : timeline.values("alloc.bytes").entrySet()) {
                bytes += requests.containsKey(second.getKey()) ? second.getValue() : 0;
            }
            allocated = bytes / count;
        }
        long seconds = requests.lastKey() - requests.firstKey() + 1;
        double nanos = timeline.values("load.nanos").values().stream()
                .mapToDouble(Long::doubleValue)
                .sum();
        return new CrossFacts.Calls(statements, perRequest, allocated, nanos / 1e9 / seconds);
    }
}
