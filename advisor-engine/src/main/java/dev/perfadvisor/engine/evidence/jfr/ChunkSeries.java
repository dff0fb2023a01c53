package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;

/** Per-second sums of one chunk in arrays, as a chunk holds many events and few seconds. */
final class ChunkSeries {

    private static final long NANOS = 1_000_000_000L;

    /** Seconds from the start of the chunk that have a place in the arrays. */
    private static final int MOST_SECONDS = 3600;

    private final EnumMap<Series, Sums> sums = new EnumMap<>(Series.class);
    private final List<Sums> more = new ArrayList<>();
    private final EnumMap<Series, Occupied> occupied = new EnumMap<>(Series.class);
    private final Timeline timeline;
    private final long base;

    /** Takes the amount of a second since the epoch. */
    @FunctionalInterface
    interface Taker {

        void second(long second, long amount);
    }

    /** @param startNanos of the chunk, since the epoch */
    ChunkSeries(Timeline timeline, long startNanos) {
        this.timeline = timeline;
        this.base = Math.floorDiv(startNanos, NANOS);
        for (var series : Series.values()) {
            sums.put(series, new Sums(base, (second, amount) -> timeline.add(series.id(), second, amount)));
        }
    }

    /** Sums of something that is no series of the timeline; {@code taker} gets them with the others. */
    Sums more(Taker taker) {
        var made = new Sums(base, taker);
        more.add(made);
        return made;
    }

    void add(Series series, long epochNanos, long amount) {
        of(series).add(epochNanos, amount);
    }

    private Sums of(Series series) {
        return Objects.requireNonNull(sums.get(series));
    }

    /** Spreads a span of time over the seconds that it covers. */
    void addSpan(Series series, long startNanos, long length) {
        if (!of(series).addWithin(startNanos, length)) {
            long second = Math.floorDiv(startNanos, NANOS);
            timeline.addSpan(
                    series.id(), Instant.ofEpochSecond(second, startNanos - second * NANOS), Duration.ofNanos(length));
        }
    }

    /** Adds a span of which the time counts once that it has in common with others that are added so. */
    void addOccupied(Series series, long startNanos, long length) {
        long index = Math.floorDiv(startNanos, NANOS) - base;
        if (index < 0 || index >= MOST_SECONDS || length > MOST_SECONDS * NANOS) {
            addSpan(series, startNanos, length);
        } else {
            occupied.computeIfAbsent(series, _ -> new Occupied()).add(startNanos, length);
        }
    }

    /** Hands out what was collected. Seconds without an amount stay absent. */
    void flush() {
        sums.values().forEach(Sums::flush);
        more.forEach(Sums::flush);
        occupied.forEach((series, spans) -> spans.flush((second, amount) -> timeline.add(series.id(), second, amount)));
    }

    /** Amounts by second; what is far from the chunk goes to the taker at once. */
    static final class Sums {

        private final long base;
        private final Taker taker;
        private long[] amounts = {};

        /** The second that was added to last: events come in order, or nearly so. */
        private long from = Long.MAX_VALUE;

        private int last;

        private Sums(long base, Taker taker) {
            this.base = base;
            this.taker = taker;
        }

        void add(long epochNanos, long amount) {
            if (epochNanos >= from && epochNanos - from < NANOS) {
                amounts[last] += amount;
            } else {
                move(epochNanos, amount);
            }
        }

        /** Adds a span that lies within one second; false, and nothing added, for others. */
        private boolean addWithin(long startNanos, long length) {
            long offset = startNanos >= from && startNanos - from < NANOS
                    ? startNanos - from
                    : Math.floorMod(startNanos, NANOS);
            if (length < 0 || offset + length > NANOS) {
                return false;
            }
            add(startNanos, length);
            return true;
        }

        private void move(long epochNanos, long amount) {
            long second = Math.floorDiv(epochNanos, NANOS);
            long index = second - base;
            if (index < 0 || index >= MOST_SECONDS) {
                taker.second(second, amount);
                return;
            }
            last = (int) index;
            from = second * NANOS;
            if (last >= amounts.length) {
                amounts = Arrays.copyOf(amounts, Math.max(64, last * 2 + 1));
            }
            amounts[last] += amount;
        }

        private void flush() {
            for (int i = 0; i < amounts.length; i++) {
                if (amounts[i] != 0) {
                    taker.second(base + i, amounts[i]);
                }
            }
            amounts = new long[0];
            from = Long.MAX_VALUE;
        }
    }
}
