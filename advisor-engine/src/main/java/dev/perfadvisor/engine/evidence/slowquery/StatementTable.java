package dev.perfadvisor.engine.evidence.slowquery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements seen, found by the bytes of their fingerprints. When there are over {@value #MOST} of them, the
 * {@value #KEPT} that took most time stay. One that was dropped may come back; what it lacks then is bounded by
 * {@link #missedNanos}.
 */
final class StatementTable {

    static final int MOST = 4_000;
    static final int KEPT = 2_000;

    private static final int EXACT = 1 << 14;

    private final List<StatementTally> tallies = new ArrayList<>();
    private final List<byte[]> keys = new ArrayList<>();
    private final DistinctCount seen = new DistinctCount(EXACT);
    private long missed;
    private int[] slots = new int[256];
    private long[] hashes = new long[256];

    private record Ranked(StatementTally tally, long nanos) {}

    /** In order of appearance. */
    List<StatementTally> all() {
        return tallies;
    }

    boolean full() {
        return tallies.size() > MOST;
    }

    /** Number of different statements, those dropped included; estimated beyond 16,384 when some were. */
    long distinct() {
        return missed == 0 ? tallies.stream().filter(tally -> !tally.isEmpty()).count() : seen.count();
    }

    /** Most time that a statement may have taken beyond what is told of it, 0 when none was dropped. */
    long missedNanos() {
        return missed;
    }

    /** Drops all but the most expensive statements, and adds what was dropped to {@code other}. */
    void prune(StatementTally other) {
        var ranked = new ArrayList<Ranked>(tallies.size());
        tallies.forEach(tally -> ranked.add(new Ranked(tally, tally.totalNanos())));
        ranked.sort(Comparator.comparingLong(Ranked::nanos)
                .reversed()
                .thenComparing(of -> of.tally().fingerprint()));
        var dropped = ranked.subList(KEPT, ranked.size()).stream()
                .map(Ranked::tally)
                .filter(tally -> !tally.isSpecial())
                .toList();
        missed += dropped.isEmpty() ? 0 : Math.max(1, dropped.getFirst().totalNanos());
        for (StatementTally tally : dropped) {
            other.merge(tally, same -> same, "", 0);
            tally.drop();
        }
        var kept = tallies.stream().filter(tally -> !tally.isDropped()).toList();
        tallies.clear();
        keys.clear();
        slots = new int[slots.length];
        hashes = new long[slots.length];
        kept.forEach(this::add);
    }

    /** Notes what another table has dropped. */
    void merge(StatementTable later) {
        missed += later.missed;
        seen.merge(later.seen);
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
        if (!tally.isSpecial()) {
            seen.add(hash);
        }
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
