package dev.perfadvisor.engine.model;

import dev.perfadvisor.engine.model.Chart.Chain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Calls laid out as the rows of an icicle, callers before what they call, without what is too small to be seen: of one flame
 * graph, or of several that are held against each other.
 */
public final class Icicle {

    /** Shorter chains of calls that only hand on are drawn call by call. */
    public static final int LEAST_CHAIN = 3;

    /** Calls with less of all are not drawn. */
    private static final double LEAST_SHARE = 0.005;

    private static final int MOST_ROWS = 450;

    private final Call root;
    private final int sides;
    private final double least;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Integer> calls = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final List<List<Long>> weights;
    private final List<Chain> chains = new ArrayList<>();

    /** A call of one or more flame graphs. */
    public interface Call {

        String name();

        /** Weight in one of the graphs, with all that it calls. */
        long weight(int side);

        /** Calls made by it, in the order in which they are drawn. */
        List<? extends Call> children();
    }

    /**
     * What is drawn.
     *
     * @param names each name once
     * @param calls the call of each row, an index into the names
     * @param depths how deep each row is
     * @param weights of each row, one list a side
     * @param chains rows that stand for several calls
     */
    public record Rows(
            List<String> names,
            List<Integer> calls,
            List<Integer> depths,
            List<List<Long>> weights,
            List<Chain> chains) {}

    private Icicle(Call root, int sides, double least) {
        this.root = root;
        this.sides = sides;
        this.least = least;
        weights = IntStream.range(0, sides)
                .<List<Long>>mapToObj(_ -> new ArrayList<>())
                .toList();
    }

    /**
     * Rows of all calls below the root that have half a percent of a side, and of fewer still when there are too many to draw.
     */
    public static Rows of(Call root, int sides) {
        double least = LEAST_SHARE;
        while (true) {
            var icicle = new Icicle(root, sides, least);
            root.children().forEach(child -> icicle.add(child, 0));
            if (icicle.calls.size() <= MOST_ROWS) {
                return icicle.rows();
            }
            least *= 2;
        }
    }

    /** Part of all, 0..1; none of it where there is nothing at all. */
    public static double share(long weight, long total) {
        return total == 0 ? 0 : (double) weight / total;
    }

    /** The largest share that a call has of a side. */
    public static double share(Call call, Call root, int sides) {
        return IntStream.range(0, sides)
                .mapToDouble(side -> share(call.weight(side), root.weight(side)))
                .max()
                .orElse(0);
    }

    private Rows rows() {
        return new Rows(
                List.copyOf(names.keySet()),
                List.copyOf(calls),
                List.copyOf(depths),
                weights.stream().map(List::copyOf).toList(),
                List.copyOf(chains));
    }

    private void add(Call call, int depth) {
        if (share(call, root, sides) < least) {
            return;
        }
        var chain = depth == 0 ? List.of(call) : chain(call);
        var end = chain.getLast();
        if (chain.size() > 1) {
            chains.add(new Chain(
                    calls.size(), chain.stream().map(one -> named(one.name())).toList()));
        }
        calls.add(named(chain.size() == 1 ? call.name() : call.name() + " \u2026 " + end.name()));
        depths.add(depth);
        for (int side = 0; side < sides; side++) {
            weights.get(side).add(call.weight(side));
        }
        end.children().forEach(child -> add(child, depth + 1));
    }

    private int named(String name) {
        return names.computeIfAbsent(name, _ -> names.size());
    }

    /** The call and those below it that it only hands on to; the call alone when those are few. */
    private List<Call> chain(Call call) {
        var chain = new ArrayList<>(List.of(call));
        var end = call;
        while (end.children().size() == 1 && sameWeights(call, end.children().getFirst())) {
            end = end.children().getFirst();
            chain.add(end);
        }
        return chain.size() < LEAST_CHAIN ? List.of(call) : chain;
    }

    private boolean sameWeights(Call one, Call other) {
        return IntStream.range(0, sides).allMatch(side -> one.weight(side) == other.weight(side));
    }
}
