package dev.perfadvisor.engine.loadgen;

import java.time.Duration;
import java.util.List;

/**
 * A load test to be written.
 *
 * @param requestsPerSecond rate at which requests arrive, whatever the system does
 * @param length of the steady part
 * @param requests what is requested
 * @param criteria k6 threshold expressions by metric
 */
public record LoadModel(double requestsPerSecond, Duration length, List<Request> requests, List<Criterion> criteria) {

    /** One kind of request; {@code share} of all, 0..1. */
    public record Request(String method, String path, double share) {}

    /** A success criterion, {@code http_req_duration} and {@code p(99)<1000}. */
    public record Criterion(String metric, String expression) {}
}
