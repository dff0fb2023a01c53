package dev.perfadvisor.engine.evidence.loadtest;

/**
 * Durations in buckets whose width is a fixed share of their value, in memory that depends on how far apart they are, so that
 * one of few durations is tiny: there is one for each window and endpoint. Merging gives the same as adding all. Values
 * are the middles of buckets: with 7 bits off by at most 1/256, with 6 bits by at most 1/128.
 */
final class LatencyHistogram {

    /** All longer ones are in the last bucket: 13 days. */
    private static final long LONGEST = 1L << 50;

    private final int bits;
    private int[] counts = {};
    private int lowest;
    private long count;

    LatencyHistogram(int bits) {
        this.bits = bits;
    }

    void add(long nanos) {
        int place = bucket(nanos) - lowest;
        if (place < 0 || place >= counts.length) {
            reach(place + lowest, place + lowest);
            place = bucket(nanos) - lowest;
        }
        counts[place]++;
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
        return ranked(Math.round(q * (count - 1)));
    }

    /** Nanoseconds of the duration with that many before it in order; 0 when there are not so many. */
    long ranked(long rank) {
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

    /**
     * Adds the durations of requests that were not made because the one before took longer than the distance at which they
     * were due: one of 5 at a distance of 2 stands for 3 and 1, too.
     */
    LatencyHistogram withMissing(long distanceNanos) {
        var all = new LatencyHistogram(bits);
        all.merge(this);
        for (int i = 0; i < counts.length; i++) {
            long value = middle(lowest + i);
            for (long missing = value - distanceNanos;
                    counts[i] > 0 && missing >= distanceNanos;
                    missing -= distanceNanos) {
                all.add(missing, counts[i]);
            }
        }
        return all;
    }

    private void add(long nanos, int times) {
        int bucket = bucket(nanos);
        reach(bucket, bucket);
        counts[bucket - lowest] += times;
        count += times;
    }

    /** Makes room for the buckets from first to last, and a few more, so that growing is rare. */
    private void reach(int first, int last) {
        if (counts.length == 0) {
            lowest = first;
            counts = new int[last - first + 1];
        } else if (first < lowest || last >= lowest + counts.length) {
            int newLowest = first < lowest ? Math.max(0, first - (1 << bits) / 4) : lowest;
            int newEnd = Math.max(lowest + counts.length, last + (1 << bits) / 4);
            var grown = new int[newEnd - newLowest];
            System.arraycopy(counts, 0, grown, lowest - newLowest, counts.length);
            counts = grown;
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
