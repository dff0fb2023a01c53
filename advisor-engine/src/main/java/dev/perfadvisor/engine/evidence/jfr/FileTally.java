package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
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
        events.on(
                READ,
                event -> add("read", event, chunk, threads, profile),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "bytesRead");
        events.on(
                WRITE,
                event -> add("write", event, chunk, threads, profile),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "bytesWritten");
        events.on(
                FORCE,
                event -> add("force", event, chunk, threads, profile),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "metaData");
        events.on(NATIVE, event -> sample(event, chunk, threads, profile), "sampledThread", "stackTrace");
    }

    /** A sample of {@code FileDescriptor.sync}, which Flight Recorder has no event for, stands for the time to the next. */
    private void sample(Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        var stack = event.stack(1);
        profile.add(Measure.NATIVE, stack, event.thread(0), 1);
        threads.sampledNative(event.thread(0));
        if (stack == null || stack.frames.isEmpty() || !isSync(stack.frames.getFirst())) {
            return;
        }
        add(
                "force",
                event.type(),
                stack,
                event.thread(0),
                "",
                event.start(),
                NATIVE_PERIOD.toNanos(),
                0,
                chunk,
                threads,
                profile);
    }

    private static boolean isSync(Frame top) {
        return top.className.equals("java.io.FileDescriptor") && top.method.startsWith("sync");
    }

    private void add(String operation, Event event, ChunkContext chunk, ThreadTally threads, ProfileTally profile) {
        long bytes = operation.equals("force") ? 0 : Math.max(0, event.number(4));
        add(
                operation,
                event.type(),
                event.stack(2),
                event.thread(1),
                event.text(3),
                event.start(),
                event.length(0),
                bytes,
                chunk,
                threads,
                profile);
    }

    private void add(
            String operation,
            String type,
            @Nullable Stack stack,
            @Nullable ThreadRef thread,
            String path,
            long start,
            long nanos,
            long bytes,
            ChunkContext chunk,
            ThreadTally threads,
            ProfileTally profile) {
        threads.spent(thread, Activity.FILE, nanos);
        profile.add(Measure.IO, stack, thread, nanos);
        threads.serves(thread, stack);
        chunk.series().addSpan(Series.FILE, start, nanos);
        all.add(chunk, type, stack, thread, path, start, nanos);
        path(path, operation, chunk, type, stack, thread, start, nanos, bytes);
        if (operation.equals("force")) {
            forced.add(chunk, type, stack, thread, path, start, nanos);
        }
        var site = stack == null || stack.site() == null ? "" : stack.site();
        var access = sites.of(new Key(operation, site));
        access.spans.add(chunk, type, stack, thread, path, start, nanos);
        access.bytes += bytes;
    }

    private void path(
            String path,
            String operation,
            ChunkContext chunk,
            String type,
            @Nullable Stack stack,
            @Nullable ThreadRef thread,
            long start,
            long nanos,
            long bytes) {
        if (operation.equals("read")) {
            readMax = Math.max(readMax, nanos);
        } else if (operation.equals("write")) {
            writeMax = Math.max(writeMax, nanos);
        }
        if (!path.isEmpty()) {
            var of = paths.of(path);
            of.access.spans.add(chunk, type, stack, thread, operation, start, nanos);
            of.access.bytes += bytes;
            of.histogram.add(nanos);
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
