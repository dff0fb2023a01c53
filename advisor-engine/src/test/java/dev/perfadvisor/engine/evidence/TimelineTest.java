package dev.perfadvisor.engine.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Sums per second: nothing is lost or counted twice, and the order of merging does not matter. */
class TimelineTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;

    @Property(tries = 200)
    void aSpanKeepsItsLengthAndStaysInItsSeconds(
            @ForAll @LongRange(min = -4 * SECOND, max = 4 * SECOND) long start,
            @ForAll @LongRange(max = HOUR) long length) {
        var from = Instant.ofEpochSecond(1_700_000_000L, start);
        var timeline = new Timeline();
        timeline.addSpan("s", from, Duration.ofNanos(length));

        var values = timeline.values("s");
        assertThat(values.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(length);
        assertThat(values.values()).allMatch(nanos -> nanos >= 0 && nanos <= SECOND);
        assertThat(values.firstKey()).isEqualTo(from.getEpochSecond());
        assertThat(Instant.ofEpochSecond(values.lastKey())).isBeforeOrEqualTo(from.plusNanos(length));
    }

    @Example
    void aSpanThatNeverEndsIsLeftOut() {
        var timeline = new Timeline();
        timeline.addSpan("s", Instant.EPOCH, Duration.ofHours(2));
        timeline.addSpan("s", Instant.EPOCH, Duration.ofNanos(-1));
        assertThat(timeline.values("s")).isEmpty();
    }

    @Property
    void mergingIsAddingInAnyOrder(
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 5) Long> first,
            @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 5) Long> second) {
        var all = new Timeline();
        first.forEach(s -> all.add("s" + s % 2, s, 1 + s));
        second.forEach(s -> all.add("s" + s % 2, s, 1 + s));
        var forth = of(first);
        forth.merge(of(second));
        var back = of(second);
        back.merge(of(first));
        assertThat(series(forth)).isEqualTo(series(all)).isEqualTo(series(back));
    }

    private static Timeline of(List<Long> seconds) {
        var timeline = new Timeline();
        seconds.forEach(s -> timeline.add("s" + s % 2, s, 1 + s));
        return timeline;
    }

    private static SortedMap<String, SortedMap<Long, Long>> series(Timeline timeline) {
        var series = new TreeMap<String, SortedMap<Long, Long>>();
        timeline.names().forEach(name -> series.put(name, timeline.values(name)));
        return series;
    }
}
