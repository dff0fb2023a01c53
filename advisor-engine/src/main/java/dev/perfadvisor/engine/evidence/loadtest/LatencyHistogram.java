package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Durations in buckets whose width is a fixed share of their value, in memory that depends on how far apart they are, so that
 * one of few durations is tiny: there is one for each window and endpoint. Merging gives the same as adding all. Values
 * are the middles of buckets: with 7 bits off by at most 1/256, with 6 bits by at most 1/128.
 */
final class LatencyHistogram {

    /** All longer ones are in the last bucket: 13 days. */
    private static final long LONGEST = 1L << 50;

    /** The largest count that fits into a byte. */
    private static final int FEW = 0xFF;

    private static final byte[] NONE = {};

    private final int bits;

    /** Counts by bucket as long as all are small, as those of a second are: thousands of these are kept. */
    private byte[] few = NONE;

    /** The counts once one of them is large, null before. */
    private int @Nullable [] many;

    private int lowest;
    private long count;

    LatencyHistogram(int bits) {
        this.bits = bits;
    }

    void add(long nanos) {
        add(nanos, 1);
    }

    void merge(LatencyHistogram other) {
        if (other.count == 0) {
            return;
        }
        reach(other.lowest, other.lowest + other.size() - 1);
        for (int i = 0; i < other.size(); i++) {
            increase(other.lowest - lowest + i, other.of(i));
        }
        count += other.count;
    }

    private int size() {
        return many == null ? few.length : many.length;
    }

    private int of(int place) {
        return many == null ? few[place] & 0xFF : many[place];
    }

    private void increase(int place, int by) {
        if (many == null) {
            long sum = (few[place] & 0xFF) + (long) by;
            if (sum <= FEW) {
                few[place] = (byte) sum;
                return;
            }
            many = widened();
            few = NONE;
        }
        many[place] += by;
    }

    private int[] widened() {
        var wide = new int[few.length];
        Arrays.setAll(wide, i -> few[i] & 0xFF);
        return wide;
    }

    long count() {
        return count;
    }

    /** Nanoseconds that a share {@code q} of the durations does not exceed; 0 when there are none. */
    long quantile(double q) {
        return ranked(Math.round(q * (count - 1)));
    }

    /** Nanoseconds of the duration with that many before it in order; 0 when there are not so many. */
    long ranked(long rank) {
        long seen = 0;
        for (int i = 0; i < size(); i++) {
            seen += of(i);
            if (seen > rank) {
                return middle(lowest + i);
            }
        }
        return 0;
    }

    /** How many are longer, to the width of a bucket. */
    long longerThan(long nanos) {
        long longer = 0;
        for (int i = Math.max(0, bucket(nanos) + 1 - lowest); i < size(); i++) {
            longer += of(i);
        }
        return longer;
    }

    /**
     * Adds the durations of requests that were not made because the one before took longer than the distance at which they
     * were due: one of 5 at a distance of 2 stands for 3 and 1, too.
     */
    LatencyHistogram withMissing(long distanceNanos) {
        var all = new LatencyHistogram(bits);
        all.merge(this);
        for (int i = 0; i < size(); i++) {
            long value = middle(lowest + i);
            for (long missing = value - distanceNanos;
                    of(i) > 0 && missing >= distanceNanos;
                    missing -= distanceNanos) {
                all.add(missing, of(i));
            }
        }
        return all;
    }

    private void add(long nanos, int times) {
        int bucket = bucket(nanos);
        if (bucket < lowest || bucket >= lowest + size()) {
            reach(bucket, bucket);
        }
        increase(bucket - lowest, times);
        count += times;
    }

    /** Makes room for the buckets from first to last, and a few more, so that growing is rare. */
    private void reach(int first, int last) {
        int size = size();
        if (size == 0) {
            lowest = first;
            few = new byte[last - first + 1];
        } else if (first < lowest || last >= lowest + size) {
            int newLowest = first < lowest ? Math.max(0, first - (1 << bits) / 4) : lowest;
            int newEnd = Math.max(lowest + size, last + (1 << bits) / 4);
            if (many == null) {
                var grown = new byte[newEnd - newLowest];
                System.arraycopy(few, 0, grown, lowest - newLowest, size);
                few = grown;
            } else {
                var grown = new int[newEnd - newLowest];
                System.arraycopy(many, 0, grown, lowest - newLowest, size);
                many = grown;
            }
            lowest = newLowest;
        }
    }

    private int bucket(long nanos) {
        long value = Math.clamp(nanos, 0, LONGEST);
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - bits);
        return (shift << bits) + (int) (value >>> shift);
    }

    private long middle(int bucket) {
        int shift = Math.max(0, (bucket >> bits) - 1);
        long low = (long) (bucket - (shift << bits)) << shift;
        return shift == 0 ? low : low + (1L << (shift - 1));
    }
}
