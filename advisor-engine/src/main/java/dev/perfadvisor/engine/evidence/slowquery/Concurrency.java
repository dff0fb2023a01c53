package dev.perfadvisor.engine.evidence.slowquery;

/**
 * How many statements ran at the same time, counted at instants of a regular grid: every millisecond at first, every
 * second one of them whenever statements begin or end at more than {@value #MOST} instants. The grid depends on the
 * statements only and not on their order, so merged counts equal one count. Statements between two instants of the grid
 * are not counted: the figure is a lower bound.
 */
final class Concurrency {

    private static final int MOST = 1 << 16;

    private long step = 1_000_000;
    private LongSums changes = new LongSums();

    /** Adds a statement that ran from {@code start} to just before {@code end}, in nanoseconds since the epoch. */
    void add(long start, long end) {
        changes.add(Math.ceilDiv(start, step), 1);
        changes.add(Math.ceilDiv(end, step), -1);
        limit();
    }

    void merge(Concurrency other) {
        while (step < other.step) {
            halve();
        }
        long factor = step / other.step;
        other.changes.forEach((instant, change) -> changes.add(Math.ceilDiv(instant, factor), change));
        limit();
    }

    long most() {
        long[] running = new long[2];
        changes.forEachSorted((_, change) -> {
            running[0] += change;
            running[1] = Math.max(running[1], running[0]);
        });
        return running[1];
    }

    private void limit() {
        while (changes.size() > MOST) {
            halve();
        }
    }

    private void halve() {
        var coarser = new LongSums();
        changes.forEach((instant, change) -> coarser.add(Math.ceilDiv(instant, 2), change));
        changes = coarser;
        step *= 2;
    }
}
