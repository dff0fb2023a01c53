package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Endpoint;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.ComparisonLimits;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether two sets of runs may be compared: valid runs of the same test. */
final class Gate {

    /** Causes that lie in the test and not in the system. */
    private static final Set<String> FAULTS_OF_TESTS = Set.of("load.generator-bound", "load.invalid-test");

    /** Endpoints of the mix that are named; they are enough to see that it is another test. */
    private static final int MOST_PARTS = 3;

    private final List<Run> base;
    private final List<Run> candidate;
    private final ComparisonLimits limits;
    private final List<String> reasons = new ArrayList<>();

    private Gate(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        this.base = base;
        this.candidate = candidate;
        this.limits = limits;
    }

    /** Why the sides can not be compared; empty when they can. */
    static List<String> reasons(List<Run> base, List<Run> candidate, ComparisonLimits limits) {
        var gate = new Gate(base, candidate, limits);
        Stream.concat(base.stream(), candidate.stream()).forEach(gate::valid);
        gate.twice(base);
        gate.twice(candidate);
        if (gate.reasons.isEmpty()) {
            gate.sameTest();
        }
        return gate.reasons.stream().distinct().toList();
    }

    /** Why runs can not be compared with any others; empty when they can. */
    static List<String> invalid(List<Run> runs, ComparisonLimits limits) {
        var gate = new Gate(runs, List.of(), limits);
        runs.forEach(gate::valid);
        gate.twice(runs);
        return gate.reasons.stream().distinct().toList();
    }

    /** The same bytes twice are one run, which would look as if nothing varied. */
    private void twice(List<Run> runs) {
        var seen = new HashMap<List<String>, String>();
        for (var run : runs) {
            var bytes = run.result().artifacts().stream()
                    .map(Artifact::sha256)
                    .sorted()
                    .toList();
            var other = bytes.isEmpty() ? null : seen.putIfAbsent(bytes, run.label());
            if (other != null) {
                reasons.add("%s and %s are the same run".formatted(other, run.label()));
            }
        }
    }

    private void valid(Run run) {
        var load = run.load();
        if (load == null || load.run().requests() == 0) {
            reasons.add("%s holds no result of a load test".formatted(run.label()));
            return;
        }
        if (load.run().otherRuns() > 0) {
            reasons.add("%s holds the results of several runs: name each by itself".formatted(run.label()));
        }
        faults(run, Severity.HIGH)
                .forEach(fault -> reasons.add("%s is no valid test: %s".formatted(run.label(), fault.title())));
    }

    /** Findings at least this severe that speak for a fault of the test. */
    static List<Finding> faults(Run run, Severity least) {
        var diagnosis = run.result().diagnosis();
        var rules = diagnosis.causes().stream()
                .filter(cause -> FAULTS_OF_TESTS.contains(cause.id()))
                .flatMap(cause -> cause.why().stream())
                .filter(vote -> vote.counted() && vote.decibans() > 0)
                .map(vote -> vote.from())
                .collect(Collectors.toSet());
        return diagnosis.findings().stream()
                .filter(finding ->
                        rules.contains(finding.rule()) && finding.severity().atLeast(least))
                .toList();
    }

    private void sameTest() {
        var models = values(all(), load -> load.run().openModel());
        if (models.stream().distinct().count() > 1) {
            reasons.add("some runs offer a fixed rate (open model) and others wait for answers (closed model)");
        }
        boolean closed = models.contains(false);
        if (closed) {
            apart(
                    "users",
                    "virtual users",
                    load -> load.run().usersMax() == null
                            ? null
                            : load.run().usersMax().doubleValue());
        } else {
            apart("rate", "a second offered", Run::offered);
        }
        apart(
                "length",
                "s long",
                load -> load.run().length() == null ? null : load.run().length().toMillis() / 1e3);
        errors();
        mix();
    }

    private void apart(String limit, String unit, Function<LoadTestFacts, @Nullable Double> value) {
        var left = values(base, value);
        var right = values(candidate, value);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        double a = median(left);
        double b = median(right);
        if (Math.abs(a - b) > limits.apart(limit) * Math.min(a, b)) {
            reasons.add("the tests differ: %s against %s %s".formatted(Figures.plain(a), Figures.plain(b), unit));
        }
    }

    private void errors() {
        var left = values(base, load -> load.errors().failedRatio());
        var right = values(candidate, load -> load.errors().failedRatio());
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        double a = median(left);
        double b = median(right);
        if (Math.abs(a - b) > limits.errorsApart()) {
            reasons.add("%s of the requests fail against %s: failed requests take another time than good ones"
                    .formatted(Figures.percent(a), Figures.percent(b)));
        }
    }

    private void mix() {
        var names = new TreeSet<String>();
        all().forEach(run -> {
            var load = run.load();
            if (load != null) {
                load.endpoints().forEach(endpoint -> names.add(endpoint.name()));
            }
        });
        var parts = names.stream()
                .map(name -> new Part(
                        name,
                        median(values(base, load -> share(load, name))),
                        median(values(candidate, load -> share(load, name)))))
                .filter(part -> part.size() > limits.mixApart())
                .sorted(Comparator.comparingDouble(Part::size).reversed())
                .toList();
        if (!parts.isEmpty()) {
            int more = parts.size() - MOST_PARTS;
            reasons.add("the mix differs: "
                    + parts.stream().limit(MOST_PARTS).map(Part::text).collect(Collectors.joining(", "))
                    + (more > 0 ? ", and " + more + " more" : ""));
        }
    }

    /** What one endpoint has of the requests on both sides. */
    private record Part(String name, double base, double candidate) {

        double size() {
            return Math.abs(base - candidate);
        }

        String text() {
            return "%s of the requests are %s against %s"
                    .formatted(Figures.percent(base), name, Figures.percent(candidate));
        }
    }

    /** Summaries need not tell endpoints apart: that is another thing than none of the requests. */
    private static @Nullable Double share(LoadTestFacts load, String name) {
        return load.endpoints().isEmpty()
                ? null
                : (Double) load.endpoints().stream()
                        .filter(endpoint -> endpoint.name().equals(name))
                        .mapToDouble(Endpoint::requestShare)
                        .sum();
    }

    private List<Run> all() {
        return Stream.concat(base.stream(), candidate.stream()).toList();
    }

    private static <T> List<T> values(List<Run> runs, Function<LoadTestFacts, @Nullable T> value) {
        var values = new ArrayList<T>();
        for (var run : runs) {
            var load = run.load();
            T of = load == null ? null : value.apply(load);
            if (of != null) {
                values.add(Objects.requireNonNull(of));
            }
        }
        return values;
    }

    private static double median(List<Double> values) {
        return values.isEmpty()
                ? 0
                : Shift.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
