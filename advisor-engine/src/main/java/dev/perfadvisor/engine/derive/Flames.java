package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.model.Chart.Chain;
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
    private final List<Chain> chains = new ArrayList<>();
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
                graph.root().total(),
                List.copyOf(chains));
    }

    private void add(Node node, int depth) {
        if (node.total() < least) {
            return;
        }
        var chain = depth == 0 ? List.of(node) : chain(node);
        var end = chain.getLast();
        var name = chain.size() == 1 ? node.name() : node.name() + " \u2026 " + end.name();
        if (chain.size() > 1) {
            chains.add(new Chain(
                    calls.size(), chain.stream().map(call -> named(call.name())).toList()));
        }
        calls.add(named(name));
        depths.add(depth);
        weights.add(node.total());
        end.children().forEach(child -> add(child, depth + 1));
    }

    private int named(String name) {
        return names.computeIfAbsent(name, _ -> names.size());
    }

    /** The call and those below it that it only hands on to; the call alone when those are few. */
    private static List<Node> chain(Node node) {
        var chain = new ArrayList<>(List.of(node));
        var end = node;
        while (end.children().size() == 1 && end.children().getFirst().total() == node.total()) {
            end = end.children().getFirst();
            chain.add(end);
        }
        return chain.size() < LEAST_CHAIN ? List.of(node) : chain;
    }
}
