package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Comparison.Setting;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Figures;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The environment that runs ran in, as far as their evidence tells: machine, JVM, collector, database, test tool. */
public final class Environment {

    private Environment() {}

    /** By name: {@code cores}, {@code jvm}, {@code heap}, {@code collector}, {@code database}, {@code load tool}. */
    public static SortedMap<String, String> of(FactTree facts) {
        var settings = new TreeMap<String, String>();
        var jfr = facts.root("jfr", JfrFacts.class);
        if (jfr != null) {
            put(settings, "cores", jfr.recording().cores());
            put(settings, "jvm", jfr.recording().jvmVersion());
            if (jfr.heap() != null && jfr.heap().maxBytes() != null) {
                put(settings, "heap", Figures.bytes(jfr.heap().maxBytes().doubleValue()));
            }
            put(settings, "collector", jfr.gc() == null ? null : jfr.gc().youngCollector());
            var memory = jfr.host() == null ? null : jfr.host().physicalBytes();
            put(settings, "memory", memory == null ? null : Figures.bytes(memory.doubleValue()));
        }
        var sql = facts.root("sql", SlowQueryFacts.class);
        put(settings, "database", sql == null ? null : sql.log().dialect());
        var load = facts.root("load", LoadTestFacts.class);
        put(settings, "load tool", load == null ? null : load.run().tool());
        return settings;
    }

    /** Of several runs together; where they differ, all values. */
    public static SortedMap<String, String> of(Collection<FactTree> runs) {
        var all = runs.stream().map(Environment::of).toList();
        var names = all.stream().flatMap(one -> one.keySet().stream()).collect(Collectors.toCollection(TreeSet::new));
        var settings = new TreeMap<String, String>();
        for (var name : names) {
            settings.put(
                    name,
                    all.stream()
                            .map(one -> one.get(name))
                            .filter(Objects::nonNull)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(" or ")));
        }
        return settings;
    }

    /** Where both sides say it, and it is not the same. */
    static List<Setting> apart(List<Run> base, List<Run> candidate) {
        var left = of(base.stream().map(run -> run.result().facts()).toList());
        var right = of(candidate.stream().map(run -> run.result().facts()).toList());
        var names = new TreeSet<>(left.keySet());
        names.retainAll(right.keySet());
        return names.stream()
                .map(name -> new Setting(name, left.getOrDefault(name, ""), right.getOrDefault(name, "")))
                .filter(setting -> !setting.base().equals(setting.candidate()))
                .toList();
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
