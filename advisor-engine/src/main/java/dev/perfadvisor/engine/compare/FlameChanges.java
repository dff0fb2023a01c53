package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Chart.Chain;
import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Overview;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Lays the flame graphs of two sets of runs over each other; the graphs of several runs of a side are added up. */
final class FlameChanges {

    private static final double LEAST_SHARE = 0.005;
    private static final int MOST_ROWS = 450;

    /** Shorter chains of calls that only hand on are drawn call by call. */
    private static final int LEAST_CHAIN = 3;

    private final Flame kind;
    private final Call root = new Call("");

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Integer> calls = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final List<Long> base = new ArrayList<>();
    private final List<Long> candidate = new ArrayList<>();

    private FlameChanges(List<Flame> before, List<Flame> after) {
        kind = before.getFirst();
        before.forEach(flame -> add(flame, true));
        after.forEach(flame -> add(flame, false));
    }

    /** One for each measure that runs of both sides have, in the order of the candidate's. */
    static List<FlameChange> between(List<Run> base, List<Run> candidate) {
        var before = byMeasure(base);
        var changes = new ArrayList<FlameChange>();
        byMeasure(candidate).forEach((measure, after) -> {
            var other = before.get(measure);
            if (other != null) {
                changes.add(new FlameChanges(other, after).change());
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, List<Flame>> byMeasure(List<Run> runs) {
        return runs.stream()
                .map(run -> run.result().facts().root(Overview.ROOT, Overview.class))
                .filter(Objects::nonNull)
                .flatMap(overview -> overview.flames().stream())
                .collect(Collectors.groupingBy(Flame::measure, LinkedHashMap::new, Collectors.toList()));
    }

    /** A call of either side with what it calls. */
    private static final class Call {

        private final String name;
        private final Map<String, Call> children = new HashMap<>();
        private long before;
        private long after;

        Call(String name) {
            this.name = name;
        }

        Call child(String ofName) {
            return children.computeIfAbsent(ofName, Call::new);
        }

        void add(long weight, boolean isBase) {
            before += isBase ? weight : 0;
            after += isBase ? 0 : weight;
        }
    }

    private void add(Flame flame, boolean isBase) {
        root.add(flame.total(), isBase);
        var chains = flame.chains() == null
                ? Map.<Integer, List<Integer>>of()
                : flame.chains().stream().collect(Collectors.toMap(Chain::row, Chain::calls));
        var callers = new ArrayList<>(List.of(root));
        for (int row = 0; row < flame.calls().size(); row++) {
            callers.subList(flame.depths().get(row) + 1, callers.size()).clear();
            var call = callers.getLast();
            for (int name : chains.getOrDefault(row, List.of(flame.calls().get(row)))) {
                call = call.child(flame.names().get(name));
                call.add(flame.weights().get(row), isBase);
            }
            callers.add(call);
        }
    }

    private FlameChange change() {
        double least = LEAST_SHARE;
        do {
            names.clear();
            List.of(calls, depths, base, candidate).forEach(List::clear);
            draw(root, 0, least);
            least *= 2;
        } while (calls.size() > MOST_ROWS);
        return new FlameChange(
                kind.measure(),
                kind.unit(),
                List.copyOf(names.keySet()),
                List.copyOf(calls),
                List.copyOf(depths),
                List.copyOf(base),
                List.copyOf(candidate),
                root.before,
                root.after);
    }

    private void draw(Call caller, int depth, double least) {
        caller.children.values().stream()
                .filter(call -> width(call) >= least)
                .sorted(Comparator.comparingDouble(this::width).reversed().thenComparing(call -> call.name))
                .forEach(call -> {
                    var end = depth == 0 ? call : endOfChain(call);
                    var name = call == end ? call.name : call.name + " \u2026 " + end.name;
                    calls.add(names.computeIfAbsent(name, _ -> names.size()));
                    depths.add(depth);
                    base.add(call.before);
                    candidate.add(call.after);
                    draw(end, depth + 1, least);
                });
    }

    /** The larger share of the two. */
    private double width(Call call) {
        return Math.max((double) call.before / root.before, (double) call.after / root.after);
    }

    private static Call endOfChain(Call call) {
        var end = call;
        int length = 1;
        while (end.children.size() == 1) {
            var only = end.children.values().iterator().next();
            if (only.before != call.before || only.after != call.after) {
                break;
            }
            end = only;
            length++;
        }
        return length < LEAST_CHAIN ? call : end;
    }
}
