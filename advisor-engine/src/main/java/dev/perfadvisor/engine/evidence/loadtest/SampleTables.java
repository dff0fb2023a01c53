package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.LineBlocks.Cut;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables of single requests as hey ({@code -o csv}) and ab ({@code -g}) write them. */
final class SampleTables {

    static final String AB = "ab";

    private static final String HEY_HEADING =
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset";
    private static final String AB_HEADING = "starttime\tseconds\tctime\tdtime\tttime\twait";
    private static final String AB_PERCENTILES = "Percentage served,Time in ms";
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private SampleTables() {}

    static List<ResultFormat> all() {
        return List.of(
                new RecordFormat(
                        "hey-csv",
                        "hey",
                        begin -> begin.line().equals(HEY_HEADING),
                        () -> Cut.AFTER_ANY_LINE,
                        SampleTables::hey,
                        "not the columns of hey's CSV",
                        "Let hey write requests: hey -o csv URL > result.csv."),
                new RecordFormat(
                        "ab-gnuplot",
                        AB,
                        begin -> begin.line().equals(AB_HEADING),
                        () -> Cut.AFTER_ANY_LINE,
                        SampleTables::ab,
                        "not the columns of ab's file for gnuplot",
                        "Let ab write requests: ab -g result.tsv URL."),
                new Percentiles());
    }

    /**
     * Seconds; the offset counts from the start of the test, of which nothing says when it was.
     *
     * <pre>0.0070,0.0008,0.0000,0.0002,0.0058,0.0002,200,0.0010</pre>
     */
    private static Records hey(Points points) {
        var tags = new TagSets(points);
        return (bytes, from, to) -> {
            var line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (line.equals(HEY_HEADING)) {
                return Records.Outcome.PASSED;
            }
            var fields = Csv.fields(line, ',');
            long time = fields.size() == 8 ? nanos(fields.getFirst(), SECOND) : Numerals.NONE;
            if (time == Numerals.NONE
                    || !fields.get(6).matches("\\d{3}")
                    || nanos(fields.get(7), SECOND) == Numerals.NONE) {
                return Records.Outcome.DAMAGED;
            }
            points.addPlaceless(time, tags.of(null, fields.get(6), !Naming.isFine(fields.get(6))));
            return Records.Outcome.READ;
        };
    }

    /**
     * Begin in whole seconds, times in whole milliseconds: to connect, from then to the end, both, and to the first byte.
     *
     * <pre>Sun Nov 22 07:35:14 2026	1795332914	0	1509	1509	1509</pre>
     */
    private static Records ab(Points points) {
        var samples = new JtlSamples(points);
        var tags = samples.tags(null, null, null, "", false);
        return (bytes, from, to) -> {
            var line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (line.equals(AB_HEADING)) {
                return Records.Outcome.PASSED;
            }
            var fields = line.split("\t", -1);
            var numbers = new long[5];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = fields.length == 6 ? nanos(fields[i + 1], i == 0 ? SECOND : MILLI) : Numerals.NONE;
                if (numbers[i] == Numerals.NONE) {
                    return Records.Outcome.DAMAGED;
                }
            }
            samples.request(numbers[0], numbers[3], numbers[1] + numbers[4], numbers[1], tags);
            return Records.Outcome.READ;
        };
    }

    private static long nanos(String text, long unit) {
        var bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return Numerals.nanos(bytes, 0, bytes.length, unit);
    }

    /** What {@code ab -e} writes: percentiles, and no count that they could rest on. */
    private record Percentiles() implements ResultFormat {

        @Override
        public String id() {
            return "ab-percentiles";
        }

        @Override
        public boolean recognises(Beginning beginning) {
            return beginning.line().equals(AB_PERCENTILES);
        }

        @Override
        public Reading read(Input input, LoadTestAccumulator into) {
            return new Reading.Rejected(new ReadProblem(
                    "file",
                    "it holds percentiles without the number of requests that they rest on",
                    "Hand in what ab printed, or the file that ab -g writes."));
        }
    }
}
