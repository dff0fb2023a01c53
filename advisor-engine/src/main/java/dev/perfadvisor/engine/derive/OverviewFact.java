package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Chart.Span;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Overview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of the pictures of a report. */
public final class OverviewFact {

    private static final int MOST_STEPS = 240;

    /** Lengths of a step that people can count in, in seconds. */
    private static final long[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};

    private OverviewFact() {}

    /**
     * What there is to look at.
     *
     * @param graphs flame graphs, those without weight are left out
     */
    public static Overview of(List<Artifact> artifacts, Timeline timeline, List<FlameGraph> graphs) {
        return new Overview(
                tracks(artifacts, timeline),
                graphs.stream()
                        .filter(graph -> !graph.isEmpty())
                        .map(Flames::of)
                        .toList());
    }

    private static @Nullable Tracks tracks(List<Artifact> artifacts, Timeline timeline) {
        Instant from = null;
        Instant to = null;
        for (var artifact : artifacts) {
            if (artifact.from() != null && artifact.to() != null) {
                from = from == null || artifact.from().isBefore(from) ? artifact.from() : from;
                to = to == null || artifact.to().isAfter(to) ? artifact.to() : to;
            }
        }
        if (from == null || to == null) {
            return null;
        }
        long step = step(Duration.between(from, to).toSeconds() + 1);
        long first = Math.floorDiv(from.getEpochSecond(), step) * step;
        int steps = (int) ((to.getEpochSecond() - first) / step) + 1;
        var axis = new Axis(first, step, steps);
        var marked = new TreeSet<Integer>();
        SpikesFact.slowSeconds(timeline).forEach(second -> axis.stepOf(second).ifPresent(marked::add));
        return new Tracks(
                Instant.ofEpochSecond(first),
                Duration.ofSeconds(step),
                spans(artifacts),
                TrackKind.tracks(timeline, artifacts, axis),
                List.copyOf(marked),
                "seconds whose 95th percentile is over twice that of the median second");
    }

    private static List<Span> spans(List<Artifact> artifacts) {
        return artifacts.stream()
                .flatMap(a -> a.from() == null || a.to() == null
                        ? Stream.empty()
                        : Stream.of(new Span(a.id(), a.name(), a.from(), a.to())))
                .toList();
    }

    private static long step(long seconds) {
        for (long step : STEPS) {
            if (seconds <= step * MOST_STEPS) {
                return step;
            }
        }
        return (seconds / MOST_STEPS / 3600 + 1) * 3600;
    }
}
