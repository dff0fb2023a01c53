package dev.perfadvisor.http.upload;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Figures of the uploads, for whoever runs the service. */
@Component
class Arrivals {

    private final MeterRegistry meters;

    Arrivals(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One body that comes in. */
    @FunctionalInterface
    interface Arrival<T> {
        T take() throws IOException;
    }

    /** Takes a body in; its time counts under what became of it. */
    <T> T timed(Arrival<T> arrival) throws IOException {
        var sample = Timer.start(meters);
        var outcome = "failed";
        try {
            var taken = arrival.take();
            outcome = "taken";
            return taken;
        } catch (ErrorResponseException e) {
            outcome = "refused";
            throw e;
        } catch (IOException e) {
            outcome = "broken";
            throw e;
        } finally {
            sample.stop(Timer.builder("advisor.upload")
                    .description("Time that the body of an upload takes to come in")
                    .tag("outcome", outcome)
                    .publishPercentileHistogram()
                    .register(meters));
        }
    }

    /** An artifact is whole and accepted. */
    void accepted(long bytes) {
        DistributionSummary.builder("advisor.upload.size")
                .description("Sizes of the artifacts that were accepted")
                .baseUnit("bytes")
                .register(meters)
                .record((double) bytes);
    }
}
