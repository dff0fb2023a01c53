package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Per-second sums of one chunk in arrays, as a chunk holds many events and few seconds. */
final class ChunkSeries {

    private static final long NANOS = 1_000_000_000L;

    /** Seconds from the start of the chunk that have a place in the arrays; what is outside goes to the timeline. */
    private static final int MOST_SECONDS = 3600;

    private static final long[] NONE = {};

    private final Map<Series, long[]> sums = new EnumMap<>(Series.class);
    private final Timeline timeline;
    private final long base;

    /** @param startNanos of the chunk, since the epoch */
    ChunkSeries(Timeline timeline, long startNanos) {
        this.timeline = timeline;
        this.base = Math.floorDiv(startNanos, NANOS);
    }

    void add(Series series, long epochNanos, long amount) {
        addSecond(series, Math.floorDiv(epochNanos, NANOS), amount);
    }

    private void addSecond(Series series, long second, long amount) {
        long offset = second - base;
        if (offset < 0 || offset >= MOST_SECONDS) {
            timeline.add(series.id(), second, amount);
            return;
        }
        int index = (int) offset;
        var of = sums.getOrDefault(series, NONE);
        if (index >= of.length) {
            of = Arrays.copyOf(of, Math.max(64, index * 2 + 1));
            sums.put(series, of);
        }
        of[index] += amount;
    }

    /** Spreads a span of time over the seconds that it covers. */
    void addSpan(Series series, long startNanos, long length) {
        long second = Math.floorDiv(startNanos, NANOS);
        long offset = startNanos - second * NANOS;
        if (length >= 0 && offset + length <= NANOS) {
            addSecond(series, second, length);
        } else {
            timeline.addSpan(series.id(), Instant.ofEpochSecond(second, offset), Duration.ofNanos(length));
        }
    }

    /** Adds what was collected to the timeline. Seconds without an amount stay absent. */
    void flush() {
        sums.forEach((series, of) -> {
            for (int i = 0; i < of.length; i++) {
                if (of[i] != 0) {
                    timeline.add(series.id(), base + i, of[i]);
                }
            }
        });
    }
}
