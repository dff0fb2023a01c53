package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sampled objects that are still alive when the recording ends. */
final class OldObjectTally {

    private static final int MOST_CLASSES = 5_000;
    private static final int MOST_TOLD = 20;

    private final Bounded<String, Survivors> classes = new Bounded<>(MOST_CLASSES, "(other)", Survivors::new);

    private static final class Survivors {

        private long samples;
        private final Map<String, Long> sites = new HashMap<>();
        private final Map<String, Long> holders = new HashMap<>();
        private long ageNanos;
        private long oldest = -1;
        private List<String> path = List.of();
        private @Nullable Source source;

        void merge(Survivors other) {
            samples += other.samples;
            ageNanos += other.ageNanos;
            held(other.oldest, other.path);
            other.sites.forEach((site, count) -> sites.merge(site, count, Long::sum));
            other.holders.forEach((holder, count) -> holders.merge(holder, count, Long::sum));
            source = source == null ? other.source : source;
        }

        private void held(long age, List<String> by) {
            if (age > oldest) {
                oldest = age;
                path = by;
            }
        }
    }

    void listen(ChunkEvents events, ChunkContext chunk) {
        var paths = new ReferencePaths(chunk);
        events.on("jdk.OldObjectSample", event -> sample(event, chunk, paths), "object", "stackTrace", "objectAge");
    }

    private void sample(Event event, ChunkContext chunk, ReferencePaths paths) {
        var object = paths.object(event.number(0));
        if (object == null) {
            return;
        }
        var survivors = classes.of(object.className());
        survivors.samples++;
        survivors.ageNanos += event.length(2);
        survivors.held(event.length(2), object.path());
        if (survivors.source == null) {
            survivors.source =
                    new Source(chunk.artifact(), "jdk.OldObjectSample at " + RecordingTally.instant(event.start()));
        }
        var stack = event.stack(1);
        if (stack != null && stack.site() != null) {
            survivors.sites.merge(stack.site(), 1L, Long::sum);
        }
        if (object.holder() != null) {
            survivors.holders.merge(object.holder(), 1L, Long::sum);
        }
    }

    void merge(OldObjectTally later) {
        classes.merge(later.classes, Survivors::merge);
    }

    List<HeapFacts.OldObject> facts() {
        long all = classes.all().values().stream().mapToLong(of -> of.samples).sum();
        return Ranking.top(classes.all(), of -> of.samples, MOST_TOLD).stream()
                .map(entry -> new HeapFacts.OldObject(
                        entry.getKey(),
                        entry.getValue().samples,
                        (double) entry.getValue().samples / all,
                        Ranking.firstOrNull(entry.getValue().sites),
                        Ranking.firstOrNull(entry.getValue().holders),
                        Duration.ofNanos(entry.getValue().ageNanos / entry.getValue().samples),
                        entry.getValue().path,
                        source(entry.getValue())))
                .toList();
    }

    private static Source source(Survivors of) {
        return of.source == null ? new Source("", "jdk.OldObjectSample") : of.source;
    }
}
