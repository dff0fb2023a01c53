package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.Trend.Point;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Classes that are loaded, and metaspace. */
final class ClassTally {

    private static final String LOAD = "jdk.ClassLoad";
    private static final String DEFINE = "jdk.ClassDefine";
    private static final String OUT_OF_METASPACE = "jdk.MetaspaceOOM";
    private static final int MOST_CLASSES = 50_000;
    private static final int MOST_TOLD = 20;
    private static final int LEAST_VALUES = 8;
    private static final int MOST_POINTS = 60;
    private static final double SETTLED = 0.95;
    private static final long FROM_THE_START = 10;

    private final CounterSeries loaded = new CounterSeries();
    private final CounterSeries unloaded = new CounterSeries();
    private final CounterSeries metaspace = new CounterSeries();
    private final Bounded<String, Loaded> classes = new Bounded<>(MOST_CLASSES, "(other)", Loaded::new);
    private long loadNanos;
    private long loadMax;
    private String slowest = "";
    private long failures;

    private static final class Loaded {

        private long loads;
        private long defines;
        private long unloads;
        private @Nullable String site;
        private List<String> stack = List.of();
        private String artifact = "";
        private long at = Long.MAX_VALUE;

        void seen(@Nullable Stack with, long when, String ofArtifact) {
            if (when < at && with != null) {
                at = when;
                site = with.site();
                stack = with.text();
                artifact = ofArtifact;
            }
        }

        void merge(Loaded other) {
            loads += other.loads;
            defines += other.defines;
            unloads += other.unloads;
            if (other.at < at) {
                at = other.at;
                site = other.site;
                stack = other.stack;
                artifact = other.artifact;
            }
        }

        /** A class is both defined and loaded; settings may have one of the events or both. */
        long times() {
            return Math.max(loads, defines);
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                "jdk.ClassLoadingStatistics",
                event -> {
                    loaded.add(chunk.jvm(), event.start(), event.number(0));
                    unloaded.add(chunk.jvm(), event.start(), event.number(1));
                },
                "loadedClassCount",
                "unloadedClassCount");
        events.on(LOAD, event -> load(event, chunk), "duration", "stackTrace", "loadedClass");
        events.on(
                DEFINE,
                event -> {
                    var of = classes.of(event.className(1));
                    of.defines++;
                    of.seen(event.stack(0), event.start(), chunk.artifact());
                },
                "stackTrace",
                "definedClass");
        events.on("jdk.ClassUnload", event -> classes.of(event.className(0)).unloads++, "unloadedClass");
        events.on(OUT_OF_METASPACE, _ -> failures++, "size");
        events.on("jdk.MetaspaceSummary", event -> metaspace(event, chunk), "when", "metaspace");
    }

    private void load(Event event, ChunkContext chunk) {
        long nanos = event.length(0);
        var name = event.className(2);
        loadNanos += nanos;
        if (nanos > loadMax || (nanos == loadMax && name.compareTo(slowest) < 0)) {
            loadMax = nanos;
            slowest = name;
        }
        chunk.series().addSpan(Series.CLASS_LOADING, event.start(), nanos);
        var of = classes.of(name);
        of.loads++;
        of.seen(event.stack(1), event.start(), chunk.artifact());
    }

    private void metaspace(Event event, ChunkContext chunk) {
        if (event.text(0).equals("After GC")) {
            metaspace.add(chunk.jvm(), event.start(), event.nested(1, "used"));
        }
    }

    void merge(ClassTally later) {
        loaded.merge(later.loaded);
        unloaded.merge(later.unloaded);
        metaspace.merge(later.metaspace);
        classes.merge(later.classes, Loaded::merge);
        loadNanos += later.loadNanos;
        if (later.loadMax > loadMax || (later.loadMax == loadMax && later.slowest.compareTo(slowest) < 0)) {
            loadMax = later.loadMax;
            slowest = later.slowest;
        }
        failures += later.failures;
    }

    @Nullable ClassFacts facts(RecordingTally recording) {
        boolean loads = recording.observes(LOAD);
        if (loaded.isEmpty() && metaspace.isEmpty() && !loads && !recording.observes(DEFINE)) {
            return null;
        }
        var late = loaded.growth(loaded.secondHalves());
        var trend = trend();
        return new ClassFacts(
                loaded.isEmpty() ? null : (Long) Math.max(0, loaded.last() - unloaded.last()),
                unloaded.isEmpty() ? null : (Long) unloaded.last(),
                late.seconds() == 0 ? null : (Double) late.perSecond(),
                quietAfter(recording),
                loads ? Duration.ofNanos(loadNanos) : null,
                loads ? Duration.ofNanos(loadMax) : null,
                loads ? (Double) ((double) loadNanos / recording.recordedNanos()) : null,
                slowest.isEmpty() ? null : slowest,
                repeated(),
                metaspace.isEmpty() ? null : (Long) metaspace.last(),
                trend == null ? null : (Double) trend.slope(),
                trend == null ? null : (Double) trend.tau(),
                recording.observes(OUT_OF_METASPACE) ? (Long) failures : null,
                recording.source("jdk.ClassLoadingStatistics and jdk.MetaspaceSummary"));
    }

    /** Of a recording that saw the program start and then run: how long classes came in numbers. */
    private @Nullable Duration quietAfter(RecordingTally recording) {
        var jvm = recording.jvms().get(loaded.longestJvm());
        var values = loaded.longest();
        if (jvm == null || jvm.start() == 0 || values.isEmpty()) {
            return null;
        }
        long start = Math.floorDiv(jvm.start(), 1_000_000_000L);
        long enough = Math.round(values.lastEntry().getValue() * SETTLED);
        long settled = values.entrySet().stream()
                .filter(entry -> entry.getValue() >= enough)
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(values.lastKey());
        boolean sawStart = values.firstKey() - start <= FROM_THE_START;
        boolean ranOn = values.lastKey() - settled >= settled - start;
        return sawStart && ranOn ? Duration.ofSeconds(Math.max(0, settled - start)) : null;
    }

    /** Of the JVM with most values, its second half: classes load while a program warms up. */
    private @Nullable Trend trend() {
        var values = metaspace.longest();
        if (values.size() < 2 * LEAST_VALUES) {
            return null;
        }
        long half = (values.firstKey() + values.lastKey()) / 2;
        var late = values.tailMap(half, true);
        if (late.size() < LEAST_VALUES) {
            return null;
        }
        int step = Math.max(1, late.size() / MOST_POINTS);
        var points = new TreeMap<Long, Point>();
        int index = 0;
        for (var value : late.entrySet()) {
            if (index++ % step == 0) {
                points.put(value.getKey(), new Point(value.getKey(), value.getValue()));
            }
        }
        return Trend.of(List.copyOf(points.values()));
    }

    private List<ClassFacts.Repeated> repeated() {
        Map<String, Loaded> again = new HashMap<>();
        classes.all().forEach((name, of) -> {
            if (of.times() > 1) {
                again.put(name, of);
            }
        });
        return Ranking.top(again, of -> of.times() - of.unloads, MOST_TOLD).stream()
                .map(entry -> new ClassFacts.Repeated(
                        entry.getKey(),
                        entry.getValue().times(),
                        entry.getValue().unloads,
                        entry.getValue().site,
                        entry.getValue().stack,
                        new Source(entry.getValue().artifact, LOAD + " of " + entry.getKey())))
                .toList();
    }
}
