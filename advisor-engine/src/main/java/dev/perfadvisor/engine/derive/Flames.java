package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.FlameGraph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts flame graphs down to what can be seen. */
final class Flames {

    private static final double LEAST_SHARE = 0.005;
    private static final int MOST_ROWS = 450;

    /** Shorter chains of calls that only hand on are drawn call by call. */
    private static final int LEAST_CHAIN = 3;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Integer> calls = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final List<Long> weights = new ArrayList<>();
    private final long least;

    private Flames(long least) {
        this.least = least;
    }

    /** The graph without calls of under half a percent, and fewer still when there are too many to draw. */
    static Flame of(FlameGraph graph) {
        long least = Math.max(1, (long) Math.ceil(graph.root().total() * LEAST_SHARE));
        while (true) {
            var flames = new Flames(least);
            graph.root().children().forEach(child -> flames.add(child, 0));
            if (flames.calls.size() <= MOST_ROWS) {
                return flames.flame(graph);
            }
            least *= 2;
        }
    }

    private Flame flame(FlameGraph graph) {
        return new Flame(
                graph.measure(),
                graph.unit(),
                List.copyOf(names.keySet()),
                List.copyOf(calls),
                List.copyOf(depths),
                List.copyOf(weights),
                graph.root().total());
    }

    private void add(Node node, int depth) {
        if (node.total() < least) {
            return;
        }
        var end = depth == 0 ? node : endOfChain(node);
        var name = node.equals(end) ? node.name() : node.name() + " \u2026 " + end.name();
        calls.add(names.computeIfAbsent(name, _ -> names.size()));
        depths.add(depth);
        weights.add(node.total());
        end.children().forEach(child -> add(child, depth + 1));
    }

    /** The last of a chain of calls that only hand on; the node itself when the chain is short. */
    private static Node endOfChain(Node node) {
        var end = node;
        int length = 1;
        while (end.children().size() == 1 && end.children().getFirst().total() == node.total()) {
            end = end.children().getFirst();
            length++;
        }
        return length < LEAST_CHAIN ? node : end;
    }
}
