package dev.perfadvisor.engine.evidence.jfr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A calling-context tree: one node for each path of calls from the root, in arrays of numbers. Nodes are never removed and
 * parents come before their children. When the tree is full, weight goes to the deepest node of its path that exists, and
 * is told as cut.
 */
final class CallTree {

    static final int ROOT = 0;

    private static final int MOST_NODES = 200_000;

    private final int most;
    private int[] parents = new int[1024];
    private int[] symbols = new int[1024];
    private long[] own = new long[1024];
    private int[] table = new int[2048];
    private int size = 1;
    private long cut;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    CallTree() {
        this(MOST_NODES);
    }

    CallTree(int most) {
        this.most = most;
    }

    /** Number of a name, for {@link #child}. */
    int symbol(String name) {
        return numbers.computeIfAbsent(name, added -> {
            names.add(added);
            return names.size() - 1;
        });
    }

    /** The node of a call below another; its complement (a negative number) when there is no room for one. */
    int child(int parent, int symbol) {
        if (parent < 0) {
            return parent;
        }
        int slot = slot(parent, symbol);
        if (table[slot] != 0) {
            return table[slot];
        }
        if (size >= most) {
            return ~parent;
        }
        if (size == parents.length) {
            grow();
            slot = slot(parent, symbol);
        }
        parents[size] = parent;
        symbols[size] = symbol;
        table[slot] = size;
        return size++;
    }

    /** Adds weight to what {@link #child} gave. */
    void add(int node, long weight) {
        own[node < 0 ? ~node : node] += weight;
        cut += node < 0 ? weight : 0;
    }

    private int slot(int parent, int symbol) {
        long key = ((long) parent << 32) | symbol;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & (table.length - 1);
        while (table[slot] != 0 && (parents[table[slot]] != parent || symbols[table[slot]] != symbol)) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void grow() {
        parents = Arrays.copyOf(parents, size * 2);
        symbols = Arrays.copyOf(symbols, size * 2);
        own = Arrays.copyOf(own, size * 2);
        table = new int[size * 4];
        for (int node = 1; node < size; node++) {
            table[slot(parents[node], symbols[node])] = node;
        }
    }

    void merge(CallTree other) {
        var mine = new int[other.size];
        cut += other.cut;
        own[ROOT] += other.own[ROOT];
        for (int node = 1; node < other.size; node++) {
            mine[node] = child(mine[other.parents[node]], symbol(other.names.get(other.symbols[node])));
            if (other.own[node] != 0) {
                add(mine[node], other.own[node]);
            }
        }
    }

    /** Number of nodes without the root. */
    int nodes() {
        return size - 1;
    }

    /** Weight that was put at a caller, as there was no room for its own path. */
    long cut() {
        return cut;
    }

    long total() {
        return Arrays.stream(own, 0, size).sum();
    }

    int parent(int node) {
        return parents[node];
    }

    String name(int node) {
        return node == ROOT ? "all" : names.get(symbols[node]);
    }

    /** Weight of the node itself, without that of its children. */
    long own(int node) {
        return own[node];
    }
}
