package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.jfr.Trend.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The heap before and after collections, and the objects that survive. */
final class HeapTally {

    private static final String AFTER = "After GC";

    /** Least values after a collection that say something of a trend. */
    private static final long LEAST_VALUES = 8;

    private static final int LEAST_TREND = 3;
    private static final int LEAST_WINDOWS = 20;
    private static final int MOST_WINDOWS = 60;
    private static final int WORST_SECONDS = 10;
    private static final long MIB = 1 << 20;

    /** A heap that fills in over ten years does not fill. */
    private static final double LONGEST_SECONDS = 10 * 365.25 * 86_400;

    private long max;
    private long usedMax = -1;
    private long freed;
    private final HeapContentTally content = new HeapContentTally();

    /** Of the chunk that is being read: heap in use before a collection, by its id. */
    private final Map<Long, Long> before = new HashMap<>();

    private final TreeMap<String, HeapFloor> floors = new TreeMap<>();
    private final OldObjectTally oldObjects = new OldObjectTally();

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on("jdk.GCHeapSummary", event -> summary(event, chunk), "when", "heapUsed", "gcId");
        events.on("jdk.GCHeapConfiguration", event -> max = Math.max(max, event.number(0)), "maxSize");
        content.listen(events, chunk);
        oldObjects.listen(events, chunk);
    }

    private void summary(Event event, ChunkContext chunk) {
        long used = event.number(1);
        usedMax = Math.max(usedMax, used);
        if (event.text(0).equals(AFTER)) {
            floors.computeIfAbsent(chunk.jvm(), _ -> new HeapFloor()).add(event.start(), used);
            var had = before.remove(event.number(2));
            if (had != null && had > used) {
                freed += had - used;
                chunk.series().add(Series.GC_FREED, event.start(), had - used);
            }
        } else {
            before.put(event.number(2), used);
        }
    }

    /** Ends a chunk: a collection that goes on in the next one is told there. */
    void end() {
        before.clear();
    }

    void merge(HeapTally later) {
        max = Math.max(max, later.max);
        usedMax = Math.max(usedMax, later.usedMax);
        freed += later.freed;
        content.merge(later.content);
        later.floors.forEach((jvm, floor) ->
                floors.computeIfAbsent(jvm, _ -> new HeapFloor()).merge(floor));
        oldObjects.merge(later.oldObjects);
    }

    @Nullable HeapFacts facts(RecordingTally recording, Timeline timeline) {
        boolean summaries = recording.observes("jdk.GCHeapSummary");
        if (!summaries && !recording.observes("jdk.OldObjectSample") && max == 0 && content.isEmpty()) {
            return null;
        }
        var longest = floors.entrySet().stream()
                .max((a, b) -> Long.compare(a.getValue().count(), b.getValue().count()))
                .orElse(null);
        var live = longest == null
                ? Live.UNKNOWN
                : live(longest.getValue(), recording.jvms().get(longest.getKey()));
        double seconds = Math.min(WORST_SECONDS, Math.max(1, recording.recordedSeconds()));
        double worst = Windows.worstSum(timeline.values(Series.GC_FREED.id()), WORST_SECONDS) / seconds;
        return new HeapFacts(
                max > 0 ? max : null,
                max > 0 ? 2 * max / MIB + "m" : null,
                usedMax < 0 ? null : usedMax,
                live.start,
                live.end,
                live.end == null || max == 0 ? null : (double) live.end / max,
                live.trend == null ? null : live.trend.slope(),
                live.trend == null || max == 0 ? null : live.trend.slope() * live.seconds / max,
                fullAfter(live),
                live.trend == null ? null : live.trend.tau(),
                live.late == null ? null : live.late.tau(),
                longest == null ? 0 : longest.getValue().count(),
                oldObjects.facts(),
                summaries ? (Double) (freed / recording.recordedSeconds()) : null,
                summaries ? (Double) worst : null,
                live.end == null || live.end == 0 ? null : (Double) (worst / live.end),
                content.dumps(recording),
                content.outOfMemoryDumps(recording),
                content.objects(),
                content.finalizable(),
                recording.source("jdk.GCHeapSummary"));
    }

    private @Nullable Duration fullAfter(Live live) {
        if (live.trend == null || live.end == null || max <= live.end || live.trend.slope() <= 0) {
            return null;
        }
        double seconds = (max - live.end) / live.trend.slope();
        return seconds > LONGEST_SECONDS ? null : Duration.ofMillis(Math.round(seconds * 1000));
    }

    /**
     * @param late trend of the second half, and of three windows at least
     * @param seconds that the trend rests on
     */
    private record Live(
            @Nullable Long start,
            @Nullable Long end,
            @Nullable Trend trend,
            @Nullable Trend late,
            double seconds) {

        static final Live UNKNOWN = new Live(null, null, null, null, 0);
    }

    /** The first tenth of the time is warm-up: caches fill, classes load. */
    private static Live live(HeapFloor floor, RecordingTally.@Nullable Jvm jvm) {
        if (jvm == null) {
            return Live.UNKNOWN;
        }
        double from = jvm.from() / 1e9 + (jvm.to() - jvm.from()) / 1e10;
        double to = jvm.to() / 1e9;
        double third = (to - from) / 3;
        var points = floor.points().stream()
                .filter(point -> point.time() >= from - 1)
                .toList();
        var start = least(points, from - 1, from + third);
        var end = least(points, to - third, to + 1);
        if (floor.count() < LEAST_VALUES) {
            return new Live(start, end, null, null, 0);
        }
        var windows = windows(points, from, to);
        if (windows.size() < LEAST_TREND) {
            return new Live(start, end, null, null, 0);
        }
        var late = windows.subList(Math.min(windows.size() / 2, windows.size() - LEAST_TREND), windows.size());
        return new Live(start, end, Trend.of(windows), Trend.of(late), to - from);
    }

    private static @Nullable Long least(List<Point> points, double from, double to) {
        var least = points.stream()
                .filter(point -> point.time() >= from && point.time() <= to)
                .mapToDouble(Point::value)
                .min();
        return least.isPresent() ? (Long) (long) least.getAsDouble() : null;
    }

    /** The least value of each window of time, so that what is garbage but not collected yet does not count. */
    private static List<Point> windows(List<Point> points, double from, double to) {
        int number = Math.clamp(points.size() / 4, LEAST_WINDOWS, MOST_WINDOWS);
        double width = Math.max((to - from) / number, 1e-9);
        var least = new TreeMap<Long, Point>();
        for (var point : points) {
            long window = (long) Math.floor((point.time() - from) / width);
            least.merge(window, point, (a, b) -> a.value() <= b.value() ? a : b);
        }
        return new ArrayList<>(least.values());
    }
}
