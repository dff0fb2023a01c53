package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements seen, found by the bytes of their fingerprints. Holds at most {@value #MOST} of them. */
final class StatementTable {

    static final int MOST = 10_000;

    private final List<StatementTally> tallies = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private int[] slots = new int[256];
    private long[] hashes = new long[256];

    /** In order of appearance. */
    List<StatementTally> all() {
        return tallies;
    }

    boolean full() {
        return tallies.size() >= MOST;
    }

    @Nullable StatementTally find(byte[] fingerprint, int length, long hash) {
        int slot = slot(fingerprint, length, hash);
        return slots[slot] == 0 ? null : tallies.get(slots[slot] - 1);
    }

    @Nullable StatementTally find(String fingerprint) {
        byte[] key = fingerprint.getBytes(StandardCharsets.UTF_8);
        return find(key, key.length, hash(key, key.length));
    }

    /** Adds a statement that {@link #find} did not find. */
    void add(byte[] fingerprint, int length, long hash, StatementTally tally) {
        if (tallies.size() * 2 >= slots.length) {
            grow();
        }
        int slot = slot(fingerprint, length, hash);
        tallies.add(tally);
        keys.add(Arrays.copyOf(fingerprint, length));
        slots[slot] = tallies.size();
        hashes[slot] = hash;
    }

    void add(StatementTally tally) {
        byte[] key = tally.fingerprint().getBytes(StandardCharsets.UTF_8);
        add(key, key.length, hash(key, key.length), tally);
    }

    static long hash(byte[] fingerprint, int length) {
        return Ascii.spread(Ascii.hash(fingerprint, 0, length));
    }

    private void grow() {
        slots = new int[slots.length * 2];
        hashes = new long[slots.length];
        for (int i = 0; i < keys.size(); i++) {
            byte[] key = keys.get(i);
            long hash = hash(key, key.length);
            int slot = slot(key, key.length, hash);
            slots[slot] = i + 1;
            hashes[slot] = hash;
        }
    }

    private int slot(byte[] fingerprint, int length, long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            byte[] key = keys.get(slots[slot] - 1);
            if (hashes[slot] == hash && Arrays.equals(key, 0, key.length, fingerprint, 0, length)) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
