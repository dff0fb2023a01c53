package dev.perfadvisor.engine.model;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Where something is spent, by paths of calls.
 *
 * @param measure what is spent: {@code cpu}, {@code allocation}, {@code lock}, {@code io}, {@code exceptions}, ...
 * @param unit of the weights: {@code samples}, {@code bytes}, {@code ns} or {@code throwables}
 * @param root holds all; below it are groups of threads, below those their calls
 */
public record FlameGraph(String measure, String unit, Node root) {

    /**
     * A call in a path of calls.
     *
     * @param own weight of the call itself
     * @param total weight with all that it calls
     * @param children calls made by it, largest first
     */
    public record Node(String name, long own, long total, List<Node> children) implements Icicle.Call {

        @Override
        public long weight(int side) {
            return total;
        }
    }

    /** Whether there is nothing to draw. */
    public boolean isEmpty() {
        return root.total == 0;
    }

    /** A node that is being made. */
    public static final class Builder {

        private final String name;
        private final TreeMap<String, Builder> children = new TreeMap<>();
        private long own;

        public Builder(String name) {
            this.name = name;
        }

        /** The call of a name below this one, made when it is first asked for. */
        public Builder child(String ofName) {
            return children.computeIfAbsent(ofName, Builder::new);
        }

        /** Adds weight to the call itself. */
        public void add(long weight) {
            own += weight;
        }

        /** The graph with this node as its root. */
        public FlameGraph graph(String measure, String unit) {
            return new FlameGraph(measure, unit, node());
        }

        private Node node() {
            var made = children.values().stream()
                    .map(Builder::node)
                    .filter(child -> child.total > 0)
                    .sorted(Comparator.comparingLong((Node child) -> -child.total)
                            .thenComparing(Node::name))
                    .toList();
            long total = own + made.stream().mapToLong(Node::total).sum();
            return new Node(name, own, total, made);
        }
    }
}
