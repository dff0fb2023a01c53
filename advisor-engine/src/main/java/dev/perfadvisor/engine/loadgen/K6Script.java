package dev.perfadvisor.engine.loadgen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a k6 script: an open model, a warm-up that does not count, thresholds from the success criteria. */
public final class K6Script {

    private K6Script() {}

    /** The script as JavaScript. {@code BASE_URL} is read from the environment. */
    public static String of(LoadModel model) {
        long rate = Math.max(1, Math.round(model.requestsPerSecond()));
        long users = Math.max(10, rate * 2);
        return """
                import http from 'k6/http';
                import { check } from 'k6';

                const BASE = __ENV.BASE_URL || 'http://localhost:8080';

                export const options = {
                  scenarios: {
                    // Requests arrive at a fixed rate whether or not the system keeps up, as users do.
                    warmup: {
                      executor: 'constant-arrival-rate', rate: %1$d, timeUnit: '1s', duration: '30s',
                      preAllocatedVUs: %2$d, maxVUs: %3$d, tags: { phase: 'warmup' },
                    },
                    steady: {
                      executor: 'constant-arrival-rate', rate: %1$d, timeUnit: '1s', duration: '%4$ds', startTime: '30s',
                      preAllocatedVUs: %2$d, maxVUs: %3$d, tags: { phase: 'steady' },
                    },
                  },
                  // The success criteria; only the steady phase counts.
                  thresholds: {
                %5$s
                  },
                };

                // Requests by their share of the traffic. Replace the ids by real ones, many different ones.
                const requests = [
                %6$s
                ];

                function pick() {
                  let r = Math.random() * requests.reduce((sum, q) => sum + q.weight, 0);
                  return requests.find((q) => (r -= q.weight) <= 0) || requests[0];
                }

                export default function () {
                  const q = pick();
                  const id = 1 + Math.floor(Math.random() * 1000);
                  const path = q.path.replace(/\\{[^}]*\\}/g, String(id));
                  const res = http.request(q.method, BASE + path, null, { tags: { name: q.method + ' ' + q.path } });
                  check(res, { 'status is below 400': (r) => r.status < 400 });
                }
                """.formatted(
                        rate,
                        users,
                        users * 5,
                        model.length().toSeconds(),
                        thresholds(model.criteria()),
                        requests(model.requests()));
    }

    private static String thresholds(List<LoadModel.Criterion> criteria) {
        Map<String, List<String>> byMetric = new LinkedHashMap<>();
        for (var criterion : criteria) {
            byMetric.computeIfAbsent(criterion.metric(), _ -> new ArrayList<>())
                    .add("'" + criterion.expression() + "'");
        }
        var lines = new ArrayList<String>();
        byMetric.forEach((metric, expressions) ->
                lines.add("    '" + metric + "{phase:steady}': [" + String.join(", ", expressions) + "],"));
        return String.join("\n", lines);
    }

    private static String requests(List<LoadModel.Request> requests) {
        var lines = new ArrayList<String>();
        for (var request : requests) {
            lines.add("  { method: '%s', path: '%s', weight: %s },"
                    .formatted(
                            quoted(request.method()),
                            quoted(request.path()),
                            String.format(Locale.ROOT, "%.3f", request.share())));
        }
        return String.join("\n", lines);
    }

    /** Names come from evidence and must not break out of the string. */
    private static String quoted(String text) {
        var safe = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\\' || c == '\'') {
                safe.append('\\').append((char) c);
            } else if (c >= ' ' && c != 0x2028 && c != 0x2029 && c != 127) {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
