package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads, writes and forces of files, by the application method that asks for them. */
final class FileTally {

    private static final String READ = "jdk.FileRead";
    private static final String WRITE = "jdk.FileWrite";
    private static final String FORCE = "jdk.FileForce";
    private static final int MOST_KEYS = 2_000;
    private static final int MOST_TOLD = 20;

    private final Spans all = new Spans();
    private final Spans forced = new Spans();
    private final Bounded<Key, Access> sites = new Bounded<>(MOST_KEYS, new Key("read", "(other)"), Access::new);

    private record Key(String operation, String site) {}

    private static final class Access {

        private final Spans spans = new Spans();
        private long bytes;

        void merge(Access other) {
            spans.merge(other.spans);
            bytes += other.bytes;
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk, ThreadTally threads) {
        events.on(
                READ,
                event -> add("read", event, chunk, threads),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "bytesRead");
        events.on(
                WRITE,
                event -> add("write", event, chunk, threads),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "bytesWritten");
        events.on(
                FORCE,
                event -> add("force", event, chunk, threads),
                "duration",
                "eventThread",
                "stackTrace",
                "path",
                "metaData");
    }

    private void add(String operation, Event event, ChunkContext chunk, ThreadTally threads) {
        var stack = event.stack(2);
        var thread = event.thread(1);
        long nanos = event.length(0);
        var path = event.text(3);
        threads.spent(thread, Activity.FILE, nanos);
        threads.serves(thread, stack);
        chunk.series().addSpan(Series.FILE, event.start(), nanos);
        all.add(chunk, event.type(), stack, thread, path, event.start(), nanos);
        boolean force = operation.equals("force");
        if (force) {
            forced.add(chunk, event.type(), stack, thread, path, event.start(), nanos);
        }
        var site = stack == null || stack.site() == null ? "" : stack.site();
        var access = sites.of(new Key(operation, site));
        access.spans.add(chunk, event.type(), stack, thread, path, event.start(), nanos);
        access.bytes += force ? 0 : Math.max(0, event.number(4));
    }

    void merge(FileTally later) {
        all.merge(later.all);
        forced.merge(later.forced);
        sites.merge(later.sites, Access::merge);
    }

    JfrFacts.@Nullable Files facts(RecordingTally recording) {
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
        return new JfrFacts.Files(
                all.count(),
                all.total(),
                all.max(),
                forceMax,
                recording.threshold(READ),
                (double) all.totalNanos() / recording.recordedNanos(),
                told,
                all.count() == 0 ? recording.source(READ) : all.source());
    }

    private JfrFacts.FileSite site(Key key, Access access) {
        var spans = access.spans;
        return new JfrFacts.FileSite(
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
}
