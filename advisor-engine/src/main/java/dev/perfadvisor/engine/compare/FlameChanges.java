package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.model.Chart.Chain;
import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Icicle;
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

    private static final int BASE = 0;
    private static final int CANDIDATE = 1;
    private static final int SIDES = 2;

    private final Flame kind;
    private final Call root = new Call("");

    private FlameChanges(List<Flame> before, List<Flame> after) {
        kind = before.getFirst();
        before.forEach(flame -> add(flame, BASE));
        after.forEach(flame -> add(flame, CANDIDATE));
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
    private final class Call implements Icicle.Call {

        private final String name;
        private final Map<String, Call> children = new HashMap<>();
        private final long[] weights = new long[SIDES];

        Call(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long weight(int side) {
            return weights[side];
        }

        /** Those with the larger share of either side first. */
        @Override
        public List<Call> children() {
            return children.values().stream()
                    .sorted(Comparator.comparingDouble((Call call) -> -Icicle.share(call, root, SIDES))
                            .thenComparing(Call::name))
                    .toList();
        }

        Call child(String ofName) {
            return children.computeIfAbsent(ofName, Call::new);
        }
    }

    private void add(Flame flame, int side) {
        root.weights[side] += flame.total();
        var chains = flame.chains() == null
                ? Map.<Integer, List<Integer>>of()
                : flame.chains().stream().collect(Collectors.toMap(Chain::row, Chain::calls));
        var callers = new ArrayList<>(List.of(root));
        for (int row = 0; row < flame.calls().size(); row++) {
            callers.subList(flame.depths().get(row) + 1, callers.size()).clear();
            var call = callers.getLast();
            for (int name : chains.getOrDefault(row, List.of(flame.calls().get(row)))) {
                call = call.child(flame.names().get(name));
                call.weights[side] += flame.weights().get(row);
            }
            callers.add(call);
        }
    }

    private FlameChange change() {
        var rows = Icicle.of(root, SIDES);
        return new FlameChange(
                kind.measure(),
                kind.unit(),
                rows.names(),
                rows.calls(),
                rows.depths(),
                rows.weights().get(BASE),
                rows.weights().get(CANDIDATE),
                root.weight(BASE),
                root.weight(CANDIDATE));
    }
}
