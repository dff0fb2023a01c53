package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.ThreadTally.Activity;
import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The longest single waits of threads that serve requests: who is stuck, and where. */
final class LongWaitTally {

    private static final int MOST = 20;

    /** Longest first; of the same length the one that began first. */
    private static final Comparator<Wait> ORDER = Comparator.comparingLong((Wait wait) -> -wait.nanos)
            .thenComparingLong(Wait::start)
            .thenComparing(Wait::thread);

    private final List<Wait> longest = new ArrayList<>();

    private record Wait(
            long nanos,
            long start,
            String thread,
            Activity activity,
            String site,
            String type,
            List<String> stack,
            String artifact) {}

    void add(ThreadRef thread, Stack stack, Activity activity, Event event, ChunkContext chunk) {
        long nanos = event.length();
        if (longest.size() == MOST && nanos < longest.getLast().nanos) {
            return;
        }
        var site = stack.site();
        put(new Wait(
                nanos,
                event.start(),
                thread.name(),
                activity,
                site == null ? "" : site,
                event.type(),
                stack.text(),
                chunk.artifact()));
    }

    private void put(Wait wait) {
        longest.add(wait);
        longest.sort(ORDER);
        if (longest.size() > MOST) {
            longest.removeLast();
        }
    }

    void merge(LongWaitTally later) {
        later.longest.forEach(this::put);
    }

    List<ThreadFacts.LongWait> facts() {
        return longest.stream()
                .map(wait -> new ThreadFacts.LongWait(
                        wait.thread,
                        wait.activity.name().toLowerCase(Locale.ROOT),
                        wait.site.isEmpty() ? null : wait.site,
                        Duration.ofNanos(wait.nanos),
                        wait.stack,
                        new Source(wait.artifact, wait.type + " at " + RecordingTally.instant(wait.start))))
                .toList();
    }
}
