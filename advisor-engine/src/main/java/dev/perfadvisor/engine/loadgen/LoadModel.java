package dev.perfadvisor.engine.loadgen;

import java.util.List;

/**
 * A load test, whatever the tool. Work arrives at a given rate, whether or not the system keeps up (an open model).
 *
 * @param kind what the test is to find out
 * @param baseUrl scheme, host and port, without a slash at the end: {@code http://localhost:8080}
 * @param stages one after another
 * @param requests what is requested, at least one; their shares are relative to each other
 * @param criteria when the test has passed; latency before errors
 * @param notes what the reader of the test must know: guesses, what was left out
 */
public record LoadModel(
        LoadKind kind,
        String baseUrl,
        List<Stage> stages,
        List<Request> requests,
        List<Criterion> criteria,
        List<String> notes) {

    public LoadModel {
        stages = List.copyOf(stages);
        requests = List.copyOf(requests);
        criteria = List.copyOf(criteria);
        notes = List.copyOf(notes);
    }

    /** The highest rate of arrival, per second. */
    public double peakRate() {
        return stages.stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
    }

    /** The sum of all shares. */
    double shares() {
        return requests.stream().mapToDouble(Request::share).sum();
    }
}
