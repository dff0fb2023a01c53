package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Throwables: the JVM's own count of all of them, and those that are recorded one by one, without their messages. */
final class ExceptionTally {

    private static final String THROWN = "jdk.JavaExceptionThrow";
    private static final String ERROR = "jdk.JavaErrorThrow";
    private static final String COUNTED = "jdk.ExceptionStatistics";
    private static final int MOST_TYPES = 2_000;
    private static final int MOST_SITES = 200;
    private static final int MOST_TOLD = 20;
    private static final int WORST_SECONDS = 10;
    private static final int ERROR_SECONDS = 60;

    private final CounterSeries counted = new CounterSeries();
    private final Map<String, Long> startUps = new HashMap<>();
    private final TreeMap<Long, Long> thrown = new TreeMap<>();
    private final Bounded<String, Thrown> types = new Bounded<>(MOST_TYPES, "(other)", Thrown::new);
    private final Bounded<String, Thrown> errorTypes = new Bounded<>(MOST_TYPES, "(other)", Thrown::new);
    private long errorsAfterStartUp;

    private static final class Thrown {

        private long count;
        private long retried;
        private long most;
        private long at;
        private String artifact = "";
        private List<String> stack = List.of();
        private final Bounded<String, long[]> sites = new Bounded<>(MOST_SITES, "(other)", () -> new long[1]);

        /** Adds throwables of one stack of one chunk, the first of them at {@code first}. */
        void add(long number, long first, Stack with, String ofArtifact) {
            count += number;
            retried += with.has(Category.RETRY) ? number : 0;
            if (with.site() != null) {
                sites.of(with.site())[0] += number;
            }
            if (number > most || (number == most && first < at)) {
                most = number;
                at = first;
                artifact = ofArtifact;
                stack = with.text();
            }
        }

        void merge(Thrown other) {
            count += other.count;
            retried += other.retried;
            sites.merge(other.sites, (mine, theirs) -> mine[0] += theirs[0]);
            if (other.most > most || (other.most == most && other.at < at)) {
                most = other.most;
                at = other.at;
                artifact = other.artifact;
                stack = other.stack;
            }
        }
    }

    /** Of the chunk that is being read: how often a class was thrown with a stack, and when first. */
    private final Map<Key, long[]> pending = new HashMap<>();

    /** The same for errors. */
    private final Map<Key, long[]> errors = new HashMap<>();

    private record Key(String className, Stack stack) {}

    /** Of the chunk that is being read. */
    private @Nullable Fold<Row> rows;

    /** Throwables of one class, thrown by one thread with one stack. */
    private static final class Row {

        private final @Nullable Stack stack;
        private final String className;
        private final @Nullable ThreadRef thread;
        private long count;
        private long first = Long.MAX_VALUE;

        private Row(@Nullable Stack stack, String className, @Nullable ThreadRef thread) {
            this.stack = stack;
            this.className = className;
            this.thread = thread;
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk, ProfileTally profile) {
        events.on(
                COUNTED,
                event -> {
                    counted.add(chunk.jvm(), event.start(), event.number(0));
                    if (chunk.startUpUntil() > 0) {
                        startUps.put(chunk.jvm(), Math.floorDiv(chunk.startUpUntil(), 1_000_000_000L));
                    }
                },
                "throwables");
        var fold = new Fold<Row>(row -> take(row, profile));
        rows = fold;
        var ofChunk = chunk.series().more(this::addThrown);
        events.on(THROWN, event -> thrown(event, fold, ofChunk), "stackTrace", "thrownClass", "eventThread");
        events.on(
                ERROR,
                event -> {
                    var stack = event.stack(0);
                    if (event.start() >= chunk.startUpUntil() && (stack == null || !stack.startUp())) {
                        errorsAfterStartUp++;
                        chunk.series().add(Series.ERRORS, event.start(), 1);
                        if (stack != null) {
                            errors.computeIfAbsent(
                                            new Key(event.className(1), stack), _ -> new long[] {0, event.start()})[
                                    0]++;
                        }
                    }
                },
                "stackTrace",
                "thrownClass");
    }

    private void addThrown(long second, long amount) {
        thrown.merge(second, amount, Long::sum);
    }

    private static void thrown(Event event, Fold<Row> fold, ChunkSeries.Sums seconds) {
        seconds.add(event.start(), 1);
        var row = fold.get(event.number(0), event.number(1), event.number(2), 0);
        if (row == null) {
            row = new Row(event.stack(0), event.className(1), event.thread(2));
            fold.put(event.number(0), event.number(1), event.number(2), 0, row);
        }
        row.count++;
        row.first = Math.min(row.first, event.start());
    }

    private void take(Row row, ProfileTally profile) {
        profile.add(Measure.EXCEPTIONS, row.stack, row.thread, row.className, row.count);
        if (row.stack != null && !row.stack.startUp()) {
            var count = pending.computeIfAbsent(new Key(row.className, row.stack), _ -> new long[] {0, row.first});
            count[0] += row.count;
            count[1] = Math.min(count[1], row.first);
        }
    }

    /** Adds the throwables of a chunk that was read to its end. */
    void end(ChunkContext chunk) {
        if (rows != null) {
            rows.end();
            rows = null;
        }
        pending.forEach((key, count) -> types.of(key.className).add(count[0], count[1], key.stack, chunk.artifact()));
        pending.clear();
        errors.forEach(
                (key, count) -> errorTypes.of(key.className).add(count[0], count[1], key.stack, chunk.artifact()));
        errors.clear();
    }

    void merge(ExceptionTally later) {
        counted.merge(later.counted);
        startUps.putAll(later.startUps);
        later.thrown.forEach((second, count) -> thrown.merge(second, count, Long::sum));
        types.merge(later.types, Thrown::merge);
        errorTypes.merge(later.errorTypes, Thrown::merge);
        errorsAfterStartUp += later.errorsAfterStartUp;
    }

    /** Adds the throwables per second, by the JVM's counter where there is one. */
    void addTo(Timeline timeline) {
        perSecond().forEach((second, count) -> timeline.add(Series.EXCEPTIONS.id(), second, count));
    }

    private SortedMap<Long, Long> perSecond() {
        if (counted.isEmpty()) {
            return thrown;
        }
        var increases = new TreeMap<Long, Long>();
        counted.forEachIncrease((second, amount) -> increases.merge(second, amount, Long::sum));
        return increases;
    }

    @Nullable ExceptionFacts facts(RecordingTally recording, Timeline timeline) {
        if (!recording.observes(COUNTED, THROWN, ERROR)) {
            return null;
        }
        long recorded = thrown.values().stream().mapToLong(Long::longValue).sum();
        boolean exact = !counted.isEmpty();
        double seconds = Math.min(WORST_SECONDS, Math.max(1, recording.recordedSeconds()));
        return new ExceptionFacts(
                Math.max(counted.growth(Map.of()).amount(), recorded),
                exact ? counted.growth(startUps).perSecond() : recorded / recording.recordedSeconds(),
                Windows.worstSum(afterStartUp(), WORST_SECONDS) / seconds,
                recording.observes(ERROR) ? (Double) (errorsAfterStartUp * 60 / recording.recordedSeconds()) : null,
                recording.observes(ERROR) ? (Long) errorsAfterStartUp : null,
                recording.observes(ERROR)
                        ? (Double) (double) Windows.worstSum(timeline.values(Series.ERRORS.id()), ERROR_SECONDS)
                        : null,
                types(types, recording, THROWN),
                types(errorTypes, recording, ERROR),
                recording.source(exact ? COUNTED : THROWN));
    }

    /** With several JVMs the start of one is not that of another: then all seconds count. */
    private SortedMap<Long, Long> afterStartUp() {
        var all = perSecond();
        if (startUps.size() != 1 || !(all instanceof TreeMap<Long, Long> sorted)) {
            return all;
        }
        return sorted.tailMap(startUps.values().iterator().next(), false);
    }

    private static List<ExceptionFacts.Type> types(
            Bounded<String, Thrown> types, RecordingTally recording, String event) {
        long all = types.all().values().stream().mapToLong(type -> type.count).sum();
        return Ranking.top(types.all(), type -> type.count, MOST_TOLD).stream()
                .map(entry -> type(entry.getKey(), entry.getValue(), all, recording, event))
                .toList();
    }

    private static ExceptionFacts.Type type(
            String className, Thrown of, long all, RecordingTally recording, String event) {
        var sites = new HashMap<String, Long>();
        of.sites.all().forEach((site, count) -> sites.put(site, count[0]));
        return new ExceptionFacts.Type(
                className,
                of.count,
                (double) of.count / all,
                of.count / recording.recordedSeconds(),
                (double) of.retried / of.count,
                Ranking.firstOrNull(sites),
                of.stack,
                new Source(of.artifact, event + " at " + RecordingTally.instant(of.at)));
    }
}
