package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.store.jdbc.ServedCases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

    /** Work whose time counts. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Runs a reading; its time counts under what became of it. */
    <T> T timed(Work<T> work) throws InterruptedException {
        var sample = Timer.start(meters);
        boolean done = false;
        try {
            var result = work.run();
            done = true;
            return result;
        } finally {
            sample.stop(Timer.builder("advisor.analysis")
                    .description("Time that the evidence of a case takes to be read")
                    .tag("outcome", done ? "done" : "ended")
                    .publishPercentileHistogram()
                    .register(meters));
        }
    }
}
