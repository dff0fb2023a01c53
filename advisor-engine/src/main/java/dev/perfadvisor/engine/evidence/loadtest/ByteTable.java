package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to some bytes without making a string of them. Forgets everything when it gets too large, so that what it
 * holds must be found in another way, too.
 */
final class ByteTable<V> {

    private static final int MOST_ENTRIES = 1 << 14;
    private static final int MOST_BYTES = 4 << 20;

    private byte[][] keys = new byte[64][];
    private long[] hashes = new long[64];
    private Object[] values = new Object[64];
    private int size;
    private int bytesHeld;

    /** Null when it is not known. */
    @SuppressWarnings("unchecked")
    @Nullable V get(byte[] bytes, int from, int to) {
        long hash = Bytes.hash(bytes, from, to);
        int mask = keys.length - 1;
        for (int i = (int) hash & mask; keys[i] != null; i = (i + 1) & mask) {
            if (hashes[i] == hash && Bytes.same(keys[i], bytes, from, to)) {
                return (V) values[i];
            }
        }
        return null;
    }

    /** Adds what is not known yet. */
    void put(byte[] bytes, int from, int to, V value) {
        if (size >= MOST_ENTRIES || bytesHeld > MOST_BYTES) {
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            size = 0;
            bytesHeld = 0;
        }
        if (2 * size >= keys.length) {
            grow();
        }
        place(Arrays.copyOfRange(bytes, from, to), Bytes.hash(bytes, from, to), value);
        size++;
        bytesHeld += to - from;
    }

    private void grow() {
        var oldKeys = keys;
        var oldHashes = hashes;
        var oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        hashes = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                place(oldKeys[i], oldHashes[i], oldValues[i]);
            }
        }
    }

    private void place(byte[] key, long hash, Object value) {
        int mask = keys.length - 1;
        int i = (int) hash & mask;
        while (keys[i] != null) {
            i = (i + 1) & mask;
        }
        keys[i] = key;
        hashes[i] = hash;
        values[i] = value;
    }
}
