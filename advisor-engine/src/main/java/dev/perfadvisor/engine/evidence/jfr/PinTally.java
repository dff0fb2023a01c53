package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Virtual threads that kept their carrier while they waited, by place and reason. */
final class PinTally {

    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final int MOST_KEYS = 2_000;
    private static final int MOST_TOLD = 20;

    private final Spans all = new Spans();
    private final Bounded<Key, Spans> places = new Bounded<>(MOST_KEYS, new Key("(other)", ""), Spans::new);

    private record Key(String site, String reason) {}

    void listen(ChunkEvents events, ChunkContext chunk) {
        events.on(
                PINNED,
                event -> pinned(event, chunk),
                "duration",
                "eventThread",
                "stackTrace",
                "pinnedReason",
                "blockingOperation");
    }

    private void pinned(Event event, ChunkContext chunk) {
        var stack = event.stack(2);
        var site = stack == null || stack.site() == null ? "" : stack.site();
        long nanos = event.length(0);
        chunk.series().addSpan(Series.PINNED, event.start(), nanos);
        all.add(chunk, event.type(), stack, event.thread(1), "", SpanSum.of(event.start(), nanos));
        places.of(new Key(site, event.text(3)))
                .add(chunk, event.type(), stack, event.thread(1), event.text(4), SpanSum.of(event.start(), nanos));
    }

    void merge(PinTally later) {
        all.merge(later.all);
        places.merge(later.places, Spans::merge);
    }

    @Nullable Long count(RecordingTally recording) {
        return recording.observes(PINNED) ? (Long) all.count() : null;
    }

    @Nullable Duration total(RecordingTally recording) {
        return recording.observes(PINNED) ? all.total() : null;
    }

    List<ThreadFacts.Pin> facts() {
        return places.all().entrySet().stream()
                .sorted(Comparator.<Map.Entry<Key, Spans>>comparingLong(
                                entry -> -entry.getValue().totalNanos())
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(MOST_TOLD)
                .map(entry -> new ThreadFacts.Pin(
                        entry.getKey().site.isEmpty() ? null : entry.getKey().site,
                        entry.getKey().reason.isEmpty() ? null : entry.getKey().reason,
                        entry.getValue().detail().isEmpty()
                                ? null
                                : entry.getValue().detail(),
                        entry.getValue().count(),
                        entry.getValue().total(),
                        entry.getValue().max(),
                        entry.getValue().stack(),
                        entry.getValue().source()))
                .toList();
    }
}
