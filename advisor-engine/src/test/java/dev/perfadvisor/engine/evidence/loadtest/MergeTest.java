package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** {@code read(part1 + part2) == merge(read(part1), read(part2))}, wherever a file is cut between two lines. */
class MergeTest {

    private static final int PER_MILLE = 1000;

    private static final List<String> NAMES = List.of(
            "n-plus-one/points.ndjson.gz",
            "flaky/beginning.ndjson.gz",
            "2.2.0/points.ndjson.gz",
            "dropped/beginning.ndjson.gz");

    @Property(tries = 25)
    void holdsForJsonLines(
            @ForAll @IntRange(max = 3) int file,
            @ForAll @IntRange(max = PER_MILLE) int one,
            @ForAll @IntRange(max = PER_MILLE) int other) {
        var lines = Sample.lines(NAMES.get(file));
        int first = Math.min(one, other) * lines.size() / PER_MILLE;
        int second = Math.max(one, other) * lines.size() / PER_MILLE;
        var parts = new LoadTestAccumulator();
        parts.merge(read("", lines.subList(0, first)));
        var rest = read("", lines.subList(first, second));
        rest.merge(read("", lines.subList(second, lines.size())));
        parts.merge(rest);

        same(parts, read("", lines));
    }

    @Property(tries = 6)
    void holdsForCsv(@ForAll @IntRange(max = PER_MILLE) int place) {
        var lines = Sample.lines("repeated/points.csv.gz");
        var header = lines.getFirst() + "\n";
        var records = lines.subList(1, lines.size());
        int cut = place * records.size() / PER_MILLE;
        var parts = read(header, records.subList(0, cut));
        parts.merge(read(header, records.subList(cut, records.size())));

        same(parts, read(header, records));
    }

    @Property(tries = 6)
    void holdsForTestsOfDays(@ForAll @IntRange(max = PER_MILLE) int place) {
        var header = "metric_name,timestamp,metric_value,name\n";
        var records = new ArrayList<String>();
        for (long i = 0; i < 25_000; i++) {
            records.add("http_req_duration," + (1_795_332_962L + i * 7) + "," + (i % 97 + 0.25) + ",x");
        }
        int cut = place * records.size() / PER_MILLE;
        var parts = read(header, records.subList(0, cut));
        parts.merge(read(header, records.subList(cut, records.size())));

        same(parts, read(header, records));
        assertThat(parts.timeline().values("load.requests")).hasSizeLessThan(14_401);
    }

    private static LoadTestAccumulator read(String header, List<String> lines) {
        var accumulator = new LoadTestAccumulator();
        var text = header + String.join("\n", lines) + "\n";
        Sample.read("a1", header.isEmpty() ? "k6-ndjson" : "k6-csv", text.getBytes(UTF_8), accumulator);
        return accumulator;
    }

    private static void same(LoadTestAccumulator parts, LoadTestAccumulator whole) {
        assertThat(parts.facts()).isEqualTo(whole.facts());
        assertThat(series(parts.timeline())).isEqualTo(series(whole.timeline()));
        assertThat(parts.from()).isEqualTo(whole.from());
        assertThat(parts.to()).isEqualTo(whole.to());
    }

    private static Map<String, SortedMap<Long, Long>> series(Timeline timeline) {
        var series = new HashMap<String, SortedMap<Long, Long>>();
        timeline.names().forEach(name -> series.put(name, timeline.values(name)));
        return series;
    }
}
