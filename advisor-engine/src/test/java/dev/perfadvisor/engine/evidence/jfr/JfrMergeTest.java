package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reading parts and merging them is reading the whole, wherever the parts are cut. */
class JfrMergeTest {

    private static final List<byte[]> CHUNKS = chunks();
    private static final Recordings.Read WHOLE = Recordings.read(Recordings.join(CHUNKS));

    /** Three JVMs: of one several chunks, so that counters and waits go on over their ends. */
    private static List<byte[]> chunks() {
        var all = new ArrayList<byte[]>();
        all.addAll(Recordings.chunks(Recordings.LEAK));
        all.addAll(Recordings.chunks(Recordings.ofThisJvm(4, JfrMergeTest::work)));
        all.addAll(Recordings.chunks(Recordings.SEQUENTIAL_CALLS));
        return all;
    }

    private static void work() {
        var kept = new ArrayList<byte[]>();
        for (int i = 0; i < 2_000; i++) {
            kept.add(new byte[10_000]);
        }
        LockSupport.parkNanos(60_000_000L + kept.size());
        if (Integer.toString(kept.size()).matches("(a+)+b")) {
            throw new IllegalStateException();
        }
    }

    @Property(tries = 8)
    void mergedPartsAreTheWhole(
            @ForAll @IntRange(min = 0, max = 6) int first, @ForAll @IntRange(min = 0, max = 6) int second) {
        int from = Math.min(first, second);
        int to = Math.max(first, second);
        var merged = read(0, from);
        merged.merge(read(from, to));
        merged.merge(read(to, CHUNKS.size()));

        assertThat(merged.facts()).isEqualTo(WHOLE.facts());
        assertThat(values(merged.timeline()))
                .isEqualTo(values(WHOLE.accumulator().timeline()));
        assertThat(merged.from()).isEqualTo(WHOLE.accumulator().from());
        assertThat(merged.to()).isEqualTo(WHOLE.accumulator().to());
    }

    private static JfrAccumulator read(int from, int to) {
        int size = CHUNKS.size();
        var part = CHUNKS.subList(Math.min(from, size), Math.min(to, size));
        return Recordings.read(Recordings.join(part)).accumulator();
    }

    private static SortedMap<String, SortedMap<Long, Long>> values(Timeline timeline) {
        var values = new TreeMap<String, SortedMap<Long, Long>>();
        timeline.names().forEach(name -> values.put(name, timeline.values(name)));
        return values;
    }
}
