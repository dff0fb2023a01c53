package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spans of time that are told together: how many, how long, whose, and the longest one with its stack and place. */
final class Spans {

    private static final int MOST_THREADS = 10_000;

    private long count;
    private long totalNanos;
    private long maxNanos = -1;
    private long maxAt;
    private String artifact = "";
    private String event = "";
    private @Nullable String site;
    private String detail = "";
    private List<String> stack = List.of();
    private final LongSet threads = new LongSet(MOST_THREADS);
    private final TextSums groups = new TextSums();

    /**
     * Adds spans of one type of event, stack and thread.
     *
     * @param detail further words on the spans, of which those of the longest are kept
     */
    void add(
            ChunkContext chunk,
            String type,
            @Nullable Stack with,
            @Nullable ThreadRef thread,
            String detail,
            SpanSum spans) {
        count += spans.count;
        totalNanos += spans.nanos;
        if (thread != null) {
            threads.add(thread.key());
            groups.add(thread.group(), spans.nanos);
        }
        if (spans.max > maxNanos || (spans.max == maxNanos && spans.maxAt < maxAt)) {
            maxNanos = spans.max;
            maxAt = spans.maxAt;
            artifact = chunk.artifact();
            event = type;
            this.detail = detail;
            site = with == null ? null : with.site();
            stack = with == null ? List.of() : with.text();
        }
    }

    void merge(Spans other) {
        count += other.count;
        totalNanos += other.totalNanos;
        threads.addAll(other.threads);
        groups.addAll(other.groups);
        if (other.maxNanos > maxNanos || (other.maxNanos == maxNanos && other.maxAt < maxAt)) {
            maxNanos = other.maxNanos;
            maxAt = other.maxAt;
            artifact = other.artifact;
            event = other.event;
            detail = other.detail;
            site = other.site;
            stack = other.stack;
        }
    }

    long count() {
        return count;
    }

    long totalNanos() {
        return totalNanos;
    }

    Duration total() {
        return Duration.ofNanos(totalNanos);
    }

    Duration mean() {
        return Duration.ofNanos(count == 0 ? 0 : Math.round((double) totalNanos / count));
    }

    Duration max() {
        return Duration.ofNanos(Math.max(0, maxNanos));
    }

    long threads() {
        return threads.size();
    }

    /** Site of the longest. */
    @Nullable String site() {
        return site;
    }

    String detail() {
        return detail;
    }

    /** Stack of the longest. */
    List<String> stack() {
        return stack;
    }

    /** Group of threads that spent most time, empty when none is known. */
    String mainGroup() {
        return Objects.requireNonNullElse(Ranking.firstOrNull(groups.all()), "");
    }

    /** Where the longest one is. */
    Source source() {
        return new Source(artifact, event + " at " + Instant.ofEpochSecond(0, maxAt));
    }
}
