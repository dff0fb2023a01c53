package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.model.Artifact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the artifacts speak of the same time. */
final class WindowsFact {

    private WindowsFact() {}

    /** Null with fewer than two artifacts that have times. */
    static CrossFacts.@Nullable Windows of(List<Artifact> artifacts) {
        Instant latestStart = null;
        Instant earliestEnd = null;
        Duration shortest = null;
        int timed = 0;
        for (var artifact : artifacts) {
            var from = artifact.from();
            var to = artifact.to();
            if (from == null || to == null) {
                continue;
            }
            timed++;
            latestStart = latestStart == null || from.isAfter(latestStart) ? from : latestStart;
            earliestEnd = earliestEnd == null || to.isBefore(earliestEnd) ? to : earliestEnd;
            var length = Duration.between(from, to);
            shortest = shortest == null || length.compareTo(shortest) < 0 ? length : shortest;
        }
        if (timed < 2 || latestStart == null || earliestEnd == null || shortest == null) {
            return null;
        }
        var overlap = Duration.between(latestStart, earliestEnd);
        if (overlap.isNegative()) {
            return new CrossFacts.Windows(timed, Duration.ZERO, 0);
        }
        double ratio = shortest.isZero() ? 1 : Math.min(1.0, (double) overlap.toNanos() / shortest.toNanos());
        return new CrossFacts.Windows(timed, overlap, ratio);
    }
}
