package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the constants of a chunk were decoded to, by key; open-addressed, as each event looks up a stack and a thread.
 *
 * @param <V> what a key stands for
 */
final class KeyMap<V> {

    private long[] keys = new long[256];
    private int[] indexes = new int[256];
    private final List<V> values = new ArrayList<>();

    @Nullable V get(long key) {
        int index = indexes[slot(key)];
        return index == 0 ? null : values.get(index - 1);
    }

    void put(long key, V value) {
        if (values.size() * 2 >= keys.length) {
            grow();
        }
        values.add(value);
        int slot = slot(key);
        keys[slot] = key;
        indexes[slot] = values.size();
    }

    List<V> values() {
        return values;
    }

    private int slot(long key) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (indexes[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldIndexes = indexes;
        keys = new long[oldKeys.length * 2];
        indexes = new int[oldIndexes.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldIndexes[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                indexes[slot] = oldIndexes[i];
            }
        }
    }
}
