package dev.perfadvisor.engine.evidence.loadtest;

/**
 * Durations of one window in buckets that are at most 1/64 of their value wide: quantiles are off by less than 1 % (or
 * half a microsecond). Much smaller than a {@link dev.perfadvisor.engine.evidence.DurationSketch}, of which there would be
 * one a second.
 */
final class LatencyHistogram {

    /** All longer ones are in the last bucket, which bounds the memory: one hour. */
    private static final long LONGEST = 3_600_000_000_000L;

    private static final int UNIT_BITS = 10;
    private static final int SUB_BITS = 6;
    private static final int SUBS = 1 << SUB_BITS;

    private int[] counts = {};
    private int lowest;
    private long count;

    void add(long nanos) {
        int bucket = bucket(nanos);
        reach(bucket, bucket);
        counts[bucket - lowest]++;
        count++;
    }

    void merge(LatencyHistogram other) {
        if (other.count == 0) {
            return;
        }
        reach(other.lowest, other.lowest + other.counts.length - 1);
        for (int i = 0; i < other.counts.length; i++) {
            counts[other.lowest - lowest + i] += other.counts[i];
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    /** Nanoseconds that a share {@code q} of the durations does not exceed; 0 when there are none. */
    long quantile(double q) {
        long rank = Math.round(q * (count - 1));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen > rank) {
                return middle(lowest + i);
            }
        }
        return 0;
    }

    /** How many are longer, to the width of a bucket. */
    long longerThan(long nanos) {
        long longer = 0;
        for (int i = Math.max(0, bucket(nanos) + 1 - lowest); i < counts.length; i++) {
            longer += counts[i];
        }
        return longer;
    }

    /** Makes room for the buckets from first to last, and a few more, so that growing is rare. */
    private void reach(int first, int last) {
        if (counts.length == 0) {
            lowest = first;
            counts = new int[last - first + 1];
        } else if (first < lowest || last >= lowest + counts.length) {
            int newLowest = first < lowest ? Math.max(0, first - SUBS / 4) : lowest;
            int newEnd = Math.max(lowest + counts.length, last + SUBS / 4);
            var grown = new int[newEnd - newLowest];
            System.arraycopy(counts, 0, grown, lowest - newLowest, counts.length);
            counts = grown;
            lowest = newLowest;
        }
    }

    private static int bucket(long nanos) {
        long units = Math.clamp(nanos, 0, LONGEST) >>> UNIT_BITS;
        if (units < SUBS) {
            return (int) units;
        }
        int shift = 63 - Long.numberOfLeadingZeros(units) - SUB_BITS;
        return shift * SUBS + (int) (units >>> shift);
    }

    private static long middle(int bucket) {
        if (bucket < SUBS) {
            return ((long) bucket << UNIT_BITS) + (1L << (UNIT_BITS - 1));
        }
        int shift = bucket / SUBS - 1;
        long low = (long) (bucket - shift * SUBS) << shift;
        return (low << UNIT_BITS) + (1L << (shift + UNIT_BITS - 1));
    }
}
