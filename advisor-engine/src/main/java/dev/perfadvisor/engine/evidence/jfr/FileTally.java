package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import dev.perfadvisor.engine.evidence.jfr.chunk.TextCache;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads, writes and forces of files, by the application method that asks for them. */
final class FileTally {

    private static final String READ = "jdk.FileRead";
    private static final String WRITE = "jdk.FileWrite";
    private static final String FORCE = "jdk.FileForce";
    private static final String NATIVE = "jdk.NativeMethodSample";

    /** What the JDK's own settings say; samples are taken of one thread at a time, so that sums are lower bounds. */
    private static final Duration NATIVE_PERIOD = Duration.ofMillis(20);

    /** Tells samples from the operations. */
    private static final int SAMPLED = -1;

    private static final int MOST_KEYS = 2_000;
    private static final int MOST_TOLD = 20;

    private final Spans all = new Spans();
    private final Spans forced = new Spans();
    private final Bounded<Key, Access> sites = new Bounded<>(MOST_KEYS, new Key("read", "(other)"), Access::new);

    private final Bounded<String, PathAccess> paths = new Bounded<>(MOST_KEYS, "(other)", PathAccess::new);
    private long readMax;
    private long writeMax;

    private static final class PathAccess {

        private final Access access = new Access();
        private final Histogram histogram = new Histogram();

        void merge(PathAccess other) {
            access.merge(other.access);
            histogram.merge(other.histogram);
        }
    }

    /** Of the chunk that is being read. */
    private @Nullable Fold<Row> rows;

    private enum Operation {
        READ(0),
        WRITE(1),
        FORCE(2);

        /** Tells its rows from others. */
        private final int number;

        Operation(int number) {
            this.number = number;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Accesses of one kind to one file by one thread with one stack. */
    private static final class Row extends SpanSum {

        private final Operation operation;
        private final String type;
        private final @Nullable Stack stack;
        private final @Nullable ThreadRef thread;
        private final String path;

        /** That of all accesses to the file; one that nobody looks at when its path is not known. */
        private final Histogram histogram;

        private Row(
                Operation operation,
                Event event,
                @Nullable Stack stack,
                @Nullable ThreadRef thread,
                String path,
                Histogram histogram) {
            this.operation = operation;
            this.type = event.type();
            this.stack = stack;
            this.thread = thread;
            this.path = path;
            this.histogram = histogram;
        }
    }

    private record Key(String operation, String site) {}

    private static final class Access {

        private final Spans spans = new Spans();
        private long bytes;

        void merge(Access other) {
            spans.merge(other.spans);
            bytes += other.bytes;
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var fold = new Fold<Row>(row -> take(row, chunk, threads, profile));
        rows = fold;
        String[] fields = {"duration", "eventThread", "stackTrace", "path"};
        events.on(READ, event -> add(Operation.READ, event, chunk, fold), with(fields, "bytesRead"));
        events.on(WRITE, event -> add(Operation.WRITE, event, chunk, fold), with(fields, "bytesWritten"));
        events.on(FORCE, event -> add(Operation.FORCE, event, chunk, fold), with(fields, "metaData"));
        events.on(NATIVE, event -> sample(event, chunk, threads, profile, fold), "sampledThread", "stackTrace");
    }

    private static String[] with(String[] fields, String last) {
        var all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = last;
        return all;
    }

    /** A sample of {@code FileDescriptor.sync}, which Flight Recorder has no event for, stands for the time to the next. */
    private void sample(Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile, Fold<Row> fold) {
        var stack = event.stack(1);
        profile.add(Measure.NATIVE, stack, event.thread(0), 1);
        threads.sampledNative(event.thread(0), stack);
        if (stack == null || stack.frames.isEmpty() || !isSync(stack.frames.getFirst())) {
            return;
        }
        long stackKey = event.number(1);
        long threadKey = event.number(0);
        var row = fold.get(stackKey, threadKey, TextCache.EMPTY, SAMPLED);
        if (row == null) {
            row = row(Operation.FORCE, event, stack, event.thread(0), "");
            fold.put(stackKey, threadKey, TextCache.EMPTY, SAMPLED, row);
        }
        add(row, event.start(), NATIVE_PERIOD.toNanos(), 0, chunk);
    }

    private static boolean isSync(Frame top) {
        return top.className.equals("java.io.FileDescriptor") && top.method.startsWith("sync");
    }

    private void add(Operation operation, Event event, ChunkContext chunk, Fold<Row> fold) {
        int path = event.textNumber(3);
        long stackKey = event.number(2);
        long threadKey = event.number(1);
        var row = fold.get(stackKey, threadKey, path, operation.number);
        if (row == null) {
            row = row(operation, event, event.stack(2), event.thread(1), event.textOf(path));
            fold.put(stackKey, threadKey, path, operation.number, row);
        }
        long bytes = operation == Operation.FORCE ? 0 : Math.max(0, event.number(4));
        add(row, event.start(), event.length(), bytes, chunk);
    }

    private Row row(Operation operation, Event event, @Nullable Stack stack, @Nullable ThreadRef thread, String path) {
        var histogram = path.isEmpty() ? new Histogram() : paths.of(path).histogram;
        return new Row(operation, event, stack, thread, path, histogram);
    }

    private static void add(Row row, long start, long nanos, long bytes, ChunkContext chunk) {
        row.add(start, nanos);
        row.histogram.add(nanos);
        row.bytes += bytes;
        chunk.series().addSpan(Series.FILE, start, nanos);
    }

    private void take(Row row, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var operation = row.operation.id();
        threads.spent(row.thread, Activity.FILE, row.nanos);
        threads.serves(row.thread, row.stack);
        profile.add(Measure.IO, row.stack, row.thread, row.nanos);
        add(all, row, row.path, chunk);
        switch (row.operation) {
            case READ -> readMax = Math.max(readMax, row.max);
            case WRITE -> writeMax = Math.max(writeMax, row.max);
            case FORCE -> add(forced, row, row.path, chunk);
        }
        if (!row.path.isEmpty()) {
            var of = paths.of(row.path);
            add(of.access.spans, row, operation, chunk);
            of.access.bytes += row.bytes;
        }
        var site = row.stack == null || row.stack.site() == null ? "" : row.stack.site();
        var access = sites.of(new Key(operation, site));
        add(access.spans, row, row.path, chunk);
        access.bytes += row.bytes;
    }

    private static void add(Spans to, Row row, String detail, ChunkContext chunk) {
        to.add(chunk, row.type, row.stack, row.thread, detail, row);
    }

    /** Adds the accesses of a chunk that was read to its end. */
    void end() {
        if (rows != null) {
            rows.end();
            rows = null;
        }
    }

    void merge(FileTally later) {
        readMax = Math.max(readMax, later.readMax);
        writeMax = Math.max(writeMax, later.writeMax);
        paths.merge(later.paths, PathAccess::merge);
        all.merge(later.all);
        forced.merge(later.forced);
        sites.merge(later.sites, Access::merge);
    }

    @Nullable FileFacts facts(RecordingTally recording) {
        if (!recording.observes(READ, WRITE, FORCE)) {
            return null;
        }
        @Nullable Duration forceMax = forced.count() == 0 ? null : forced.max();
        var told = sites.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<Key, Access>>comparingLong(
                                entry -> -entry.getValue().spans.totalNanos())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_TOLD)
                .map(entry -> site(entry.getKey(), entry.getValue()))
                .toList();
        return new FileFacts(
                all.count(),
                all.total(),
                all.max(),
                observed(recording, READ, readMax),
                observed(recording, WRITE, writeMax),
                forceMax,
                recording.threshold(READ),
                (double) all.totalNanos() / recording.recordedNanos(),
                told,
                paths(),
                all.count() == 0 ? recording.source(READ) : all.source());
    }

    private FileFacts.Site site(Key key, Access access) {
        var spans = access.spans;
        return new FileFacts.Site(
                key.operation,
                key.site.isEmpty() ? null : key.site,
                spans.detail(),
                spans.count(),
                spans.total(),
                spans.mean(),
                spans.max(),
                access.bytes,
                all.totalNanos() == 0 ? 0 : (double) spans.totalNanos() / all.totalNanos(),
                spans.mainGroup(),
                spans.stack(),
                spans.source());
    }

    private static @Nullable Duration observed(RecordingTally recording, String type, long nanos) {
        return recording.observes(type) ? Duration.ofNanos(nanos) : null;
    }

    private List<FileFacts.PathAccess> paths() {
        return Ranking.top(paths.all(), of -> of.access.spans.totalNanos(), MOST_TOLD).stream()
                .map(entry -> {
                    var spans = entry.getValue().access.spans;
                    return new FileFacts.PathAccess(
                            entry.getKey(),
                            spans.count(),
                            spans.total(),
                            spans.mean(),
                            spans.max(),
                            spans.detail(),
                            entry.getValue().access.bytes,
                            spans.site(),
                            entry.getValue().histogram.facts(),
                            spans.source());
                })
                .toList();
    }
}
