package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.store.jdbc.ServedCases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Figures of the reading of evidence, for whoever runs the service. */
@Component
class Measures {

    private final MeterRegistry meters;

    Measures(MeterRegistry meters, ServedCases cases) {
        this.meters = meters;
        Gauge.builder("advisor.analysis.pending", cases, ServedCases::pendingCount)
                .description("Cases whose evidence waits to be read or is being read, of all instances")
                .register(meters);
    }

    /** How long a job has waited for somebody to take it up. */
    void waited(Duration time) {
        Timer.builder("advisor.analysis.wait")
                .description("Time that a case waits until its evidence is read")
                .publishPercentileHistogram()
                .register(meters)
                .record(time);
    }

    /** Starts to measure a reading. */
    Reading reading() {
        return new Reading(Timer.start(meters));
    }

    /** What the rules and the answer from them take. */
    <T> T ruling(Supplier<T> work) {
        return Objects.requireNonNull(Timer.builder("advisor.rules")
                .description("Time that the rules take over the facts of a case, with the answer from them")
                .publishPercentileHistogram()
                .register(meters)
                .record(work));
    }

    /** A reading whose time counts when it is over, under the kind of evidence and what became of it. */
    final class Reading implements AutoCloseable {

        private final Timer.Sample sample;
        private String kind = "unknown";
        private String outcome = "ended";

        private Reading(Timer.Sample sample) {
            this.sample = sample;
        }

        /** @param kinds of the artifacts that were read */
        void done(Set<String> kinds) {
            outcome = "done";
            kind = kinds.size() == 1 ? kinds.iterator().next() : kinds.isEmpty() ? "none" : "several";
        }

        @Override
        public void close() {
            sample.stop(Timer.builder("advisor.analysis")
                    .description("Time that the evidence of a case takes to be read")
                    .tag("kind", kind)
                    .tag("outcome", outcome)
                    .publishPercentileHistogram()
                    .register(meters));
        }
    }
}
