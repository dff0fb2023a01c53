package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.Trend.Point;
import java.util.List;
import java.util.TreeMap;

/**
 * Heap in use after the collections of one JVM: the least value of each slice of time. Slices are one second and get
 * twice as long whenever there are more than {@value #MOST_SLICES}, so what remains does not depend on the order.
 */
final class HeapFloor {

    private static final int MOST_SLICES = 20_000;
    private static final long SECOND = 1_000_000_000L;

    private long width = 1;
    private long count;
    private TreeMap<Long, Long> least = new TreeMap<>();

    void add(long epochNanos, long bytes) {
        count++;
        least.merge(Math.floorDiv(epochNanos, SECOND) / width, bytes, Math::min);
        shrink();
    }

    void merge(HeapFloor other) {
        count += other.count;
        while (width < other.width) {
            widen();
        }
        other.least.forEach((slice, bytes) -> least.merge(slice * other.width / width, bytes, Math::min));
        shrink();
    }

    private void shrink() {
        while (least.size() > MOST_SLICES) {
            widen();
        }
    }

    private void widen() {
        var wider = new TreeMap<Long, Long>();
        least.forEach((slice, bytes) -> wider.merge(slice / 2, bytes, Math::min));
        least = wider;
        width *= 2;
    }

    /** Number of values, those that share a slice included. */
    long count() {
        return count;
    }

    /** Seconds since the epoch and bytes, in the order of time. */
    List<Point> points() {
        return least.entrySet().stream()
                .map(entry -> new Point(entry.getKey() * (double) width, entry.getValue()))
                .toList();
    }
}
