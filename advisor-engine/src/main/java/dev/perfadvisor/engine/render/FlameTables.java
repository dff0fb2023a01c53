package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.FlameChange;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Icicle;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.IntStream;

/**
 * The calls of a flame graph that take most themselves, wherever they are called from: what a call holds without those drawn
 * below it.
 */
final class FlameTables {

    private static final int MOST = 15;
    private static final String CALL = "Call, without those drawn below it";

    private FlameTables() {}

    /** Those with most of all. */
    static Table of(Flame flame) {
        var rows = own(names(flame), flame.depths(), flame.weights()).entrySet().stream()
                .filter(call -> call.getValue() > 0)
                .sorted(Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(call -> List.of(
                        Places.cut(call.getKey()),
                        Figures.percent(Icicle.share(call.getValue(), flame.total())),
                        Figures.weight(call.getValue(), flame.unit())))
                .toList();
        return new Table(List.of(CALL, "Share", "Weight"), rows, List.of(1, 2));
    }

    /** Those whose share changed most, and by more than chance. */
    static Table of(FlameChange change) {
        var names = change.calls().stream().map(change.names()::get).toList();
        var before = own(names, change.depths(), change.base());
        var after = own(names, change.depths(), change.candidate());
        record Moved(String call, double before, double after) {}
        var rows = before.entrySet().stream()
                .filter(call -> change.beyondChance(call.getValue(), after.getOrDefault(call.getKey(), 0L)))
                .map(call -> new Moved(
                        call.getKey(),
                        Icicle.share(call.getValue(), change.baseTotal()),
                        Icicle.share(after.getOrDefault(call.getKey(), 0L), change.candidateTotal())))
                .sorted(Comparator.comparingDouble(call -> -Math.abs(call.after() - call.before())))
                .limit(MOST)
                .map(call -> List.of(
                        Places.cut(call.call()),
                        Figures.percent(call.before()),
                        Figures.percent(call.after()),
                        String.format(Locale.ROOT, "%+.1f", 100 * (call.after() - call.before()))))
                .toList();
        return new Table(List.of(CALL, "Before", "After", "Points"), rows, List.of(1, 2, 3));
    }

    /** The name of each row; of a row that stands for several calls the last of them, as that one calls what is below. */
    private static List<String> names(Flame flame) {
        var chains = new HashMap<Integer, Integer>();
        if (flame.chains() != null) {
            flame.chains()
                    .forEach(chain -> chains.put(chain.row(), chain.calls().getLast()));
        }
        return IntStream.range(0, flame.calls().size())
                .mapToObj(row ->
                        flame.names().get(chains.getOrDefault(row, flame.calls().get(row))))
                .toList();
    }

    /** By name, the weight of all calls without what is below them. */
    private static Map<String, Long> own(List<String> names, List<Integer> depths, List<Long> weights) {
        var own = new LinkedHashMap<String, Long>();
        var callers = new ArrayList<String>();
        for (int row = 0; row < names.size(); row++) {
            callers.subList(depths.get(row), callers.size()).clear();
            own.merge(names.get(row), weights.get(row), Long::sum);
            if (!callers.isEmpty()) {
                own.merge(callers.getLast(), -weights.get(row), Long::sum);
            }
            callers.add(names.get(row));
        }
        return own;
    }
}
