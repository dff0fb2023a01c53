package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Summaries of one or several runs. Several summaries of one run are one. */
final class Summaries {

    private static final double NEAR = 0.05;

    /** A part of a run may have another mean than the whole, but not any. */
    private static final double NEAR_MEAN = 0.25;

    private static final double EQUAL = 0.001;

    private final List<Summary> runs = new ArrayList<>();

    void add(Summary summary) {
        for (int i = 0; i < runs.size(); i++) {
            if (runs.get(i).sameRun(summary)) {
                runs.set(i, joined(runs.get(i), summary));
                return;
            }
        }
        runs.add(summary);
    }

    void merge(Summaries later) {
        later.runs.forEach(this::add);
    }

    int size() {
        return runs.size();
    }

    /** The run with most requests, the first one of several. */
    Optional<Summary> largest() {
        Summary largest = null;
        for (var run : runs) {
            largest = largest == null || run.requests() > largest.requests() ? run : largest;
        }
        return Optional.ofNullable(largest);
    }

    /**
     * The summary of the run that points come from: the number of requests may differ by 5 %, as a file may be cut; when it does
     * not differ, the mean must be the same, too.
     */
    Optional<Summary> of(long requests, Duration mean) {
        return runs.stream()
                .filter(run -> fits(run, requests, mean))
                .min(Comparator.comparingDouble(run -> Math.abs(run.requests() - requests)));
    }

    private static boolean fits(Summary run, long requests, Duration mean) {
        if (Math.abs(run.requests() - requests) > NEAR * Math.max(run.requests(), requests)) {
            return false;
        }
        var other = run.time(Metric.DURATION.id(), "avg");
        double room = run.requests() == requests ? EQUAL : NEAR_MEAN;
        return other == null || Math.abs(other.toNanos() - mean.toNanos()) <= room * mean.toNanos();
    }

    private static Summary joined(Summary one, Summary other) {
        var values = new TreeMap<>(one.figures());
        other.figures().forEach((metric, figures) -> {
            var all = new TreeMap<>(figures);
            all.putAll(values.getOrDefault(metric, new TreeMap<>()));
            values.put(metric, all);
        });
        var executors = new HashSet<>(one.executors());
        executors.addAll(other.executors());
        return new Summary(
                one.artifact(),
                values,
                thresholds(one.thresholds(), other.thresholds()),
                one.length() == null ? other.length() : one.length(),
                one.end() == null ? other.end() : one.end(),
                executors,
                one.tool(),
                one.openModel() == null ? other.openModel() : one.openModel());
    }

    /** All of both; one with a result goes before the same one without. */
    static List<Threshold> thresholds(List<Threshold> one, List<Threshold> other) {
        var all = new LinkedHashMap<List<String>, Threshold>();
        for (var thresholds : List.of(one, other)) {
            for (var threshold : thresholds) {
                all.merge(
                        List.of(threshold.metric(), threshold.expression()),
                        threshold,
                        (a, b) -> a.passed() == null ? b : a);
            }
        }
        return List.copyOf(all.values());
    }
}
