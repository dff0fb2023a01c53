package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.evidence.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SlowQueryMergeTest {

    /** Logs, and what a record of each begins with. */
    private static final Map<String, String> RECORDS = Map.of(
            "mariadb.log", "(?m)^(?:# Time: .*\\R)?# User@Host: ",
            "postgres.log", "(?m)^20\\S+ \\S+ \\S+ [^\\n]*?(?:LOG|ERROR|FATAL):  ",
            "plans.log", "(?m)^20\\S+ \\S+ [^\\n]*?(?:LOG|ERROR|FATAL):  ",
            "missing-index.log", "(?m)^20\\S+ \\S+ \\S+ [^\\n]*?(?:LOG|ERROR|FATAL):  ",
            "nested-loops.csv", "(?m)^20\\d\\d-\\d\\d-\\d\\d ",
            "quiet.json", "(?m)^\\{\"timestamp\"");

    /** A log, one character a byte. */
    private record Log(
            String text,
            String format,
            List<Integer> starts,
            SlowQueryFacts facts,
            Map<String, SortedMap<Long, Long>> series) {}

    private static final Map<String, Log> LOGS = new HashMap<>();

    @Property(tries = 30)
    void readingPartsAndMergingThemEqualsReadingTheWhole(
            @ForAll("logs") String name, @ForAll("places") double first, @ForAll("places") double second) {
        Log log = LOGS.computeIfAbsent(name, SlowQueryMergeTest::load);
        int from =
                log.starts().get((int) (Math.min(first, second) * log.starts().size()));
        int to = log.starts().get((int) (Math.max(first, second) * log.starts().size()));

        var merged = part(log, 0, from);
        merged.merge(part(log, from, to));
        merged.merge(part(log, to, log.text().length()));

        assertThat(merged.facts()).isEqualTo(log.facts());
        assertThat(series(merged.timeline())).isEqualTo(log.series());
    }

    @Property(tries = 6)
    void mergingFromTheRightEqualsMergingFromTheLeft(@ForAll("logs") String name, @ForAll("places") double cut) {
        Log log = LOGS.computeIfAbsent(name, SlowQueryMergeTest::load);
        int at = log.starts().get((int) (cut * log.starts().size()));
        int half = log.starts().get((int) (cut * log.starts().size() / 2));

        var right = part(log, half, at);
        right.merge(part(log, at, log.text().length()));
        var merged = part(log, 0, half);
        merged.merge(right);

        assertThat(merged.facts()).isEqualTo(log.facts());
    }

    @Provide
    Arbitrary<String> logs() {
        return Arbitraries.of(RECORDS.keySet());
    }

    @Provide
    Arbitrary<Double> places() {
        return Arbitraries.integers().between(0, 9_999).map(place -> place / 10_000.0);
    }

    private static SlowQueryAccumulator part(Log log, int from, int to) {
        return Logs.read(log.text().substring(from, to).getBytes(StandardCharsets.ISO_8859_1), log.format())
                .accumulator();
    }

    private static Log load(String name) {
        byte[] bytes = Logs.bytes(name);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var starts = new ArrayList<Integer>();
        var matcher = Pattern.compile(RECORDS.getOrDefault(name, "")).matcher(text);
        while (matcher.find()) {
            starts.add(matcher.start());
        }
        var format = Logs.format(bytes).orElseThrow();
        var whole = Logs.read(bytes, format);
        return new Log(
                text, format, starts, whole.facts(), series(whole.accumulator().timeline()));
    }

    private static Map<String, SortedMap<Long, Long>> series(Timeline timeline) {
        var series = new HashMap<String, SortedMap<Long, Long>>();
        timeline.names().forEach(name -> series.put(name, timeline.values(name)));
        return series;
    }
}
