package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.model.Figures;
import java.time.Duration;

/** When a load test has passed. */
public sealed interface Criterion {

    /** In words. */
    String words();

    /** A quantile (0..1) of the time of requests must stay below a limit. */
    record Latency(double quantile, Duration limit) implements Criterion {
        @Override
        public String words() {
            return "p" + Figures.plain(quantile * 100) + " below " + Figures.seconds(limit.toNanos() / 1e9);
        }
    }

    /** The share of requests that fail (0..1) must stay below a limit. */
    record Failures(double limit) implements Criterion {
        @Override
        public String words() {
            return "fewer than " + Figures.percent(limit) + " of the requests fail";
        }
    }
}
