package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.LineBlocks.Cut;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times of requests in a column of a table whose heading says the unit: {@code latency_ms}, {@code duration (us)}. A list of
 * numbers without one is recognised, and refused: milliseconds and seconds are a thousand apart.
 */
record LatencyList(boolean headed) implements ResultFormat {

    private static final Pattern COLUMN = Pattern.compile(
            "(?i)(?:[\\w.-]{0,60}[_ .-])?(?:latency|duration|elapsed|response[_ -]?time)[_ (\\[.-]{1,2}(ns|nanos|nanoseconds|us|µs|micros"
                    + "|microseconds|ms|msec|millis|milliseconds|s|sec|secs|seconds)[)\\]]?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,12})?(?:[eE][-+]?\\d{1,2})?");
    private static final Pattern NAMED = Pattern.compile("(?i)name|endpoint|label|url|path|route|operation");
    private static final int FEWEST_NUMBERS = 3;

    /** A year: a longer one is damaged. */
    private static final double LONGEST = 366 * 86_400e9;

    @Override
    public String id() {
        return headed ? "latency-column" : "latency-numbers";
    }

    @Override
    public boolean recognises(Beginning beginning) {
        if (headed) {
            return Heading.of(beginning.line()).isPresent();
        }
        return beginning.lines().size() >= FEWEST_NUMBERS
                && beginning.lines().stream()
                        .allMatch(line -> NUMBER.matcher(line.strip()).matches());
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        if (!headed) {
            return new Reading.Rejected(new ReadProblem(
                    "line 1",
                    "the list does not say the unit of its numbers",
                    "Put a line such as latency_ms on top of it."));
        }
        into.points().comeFrom(input.artifact(), "latency list");
        var nothing = new Reading.Rejected(
                new ReadProblem("file", "there are no numbers in its column of times", "Hand in the whole table."));
        return new RecordReader(input.stream(), new UnderHeading(), "no number in the column of times")
                .read(into.points(), Lines::new, nothing);
    }

    /** Blocks of lines; the first line of all is the heading of each. */
    private static final class UnderHeading implements Cut {
        private byte[] heading = {};

        @Override
        public int end(byte[] bytes, int from, int to) {
            if (heading.length == 0) {
                heading = Arrays.copyOfRange(bytes, from, Bytes.find((byte) '\n', bytes, from, to));
            }
            return Cut.afterLastLine(bytes, from, to);
        }

        @Override
        public byte[] heading() {
            return heading;
        }
    }

    /**
     * The columns of a table. {@code name} is negative when requests are not named. A list of numbers {@code alone} is often
     * made by hand, where the end of the last line is left out; tools that write tables end all lines.
     */
    private record Heading(char separator, int column, double nanos, int name, boolean alone) {

        static Optional<Heading> of(String line) {
            for (char separator : List.of(',', ';', '\t')) {
                var columns = Csv.fields(line.strip(), separator);
                for (int i = 0; i < columns.size(); i++) {
                    var unit = COLUMN.matcher(columns.get(i).strip());
                    if (unit.matches()) {
                        int name = columns.stream()
                                .map(String::strip)
                                .map(column -> NAMED.matcher(column).matches())
                                .toList()
                                .indexOf(true);
                        return Optional.of(new Heading(separator, i, nanos(unit.group(1)), name, columns.size() == 1));
                    }
                }
            }
            return Optional.empty();
        }

        private static double nanos(String unit) {
            return switch (unit.charAt(0)) {
                case 'n', 'N' -> 1;
                case 'u', 'U', 'µ' -> 1e3;
                case 's', 'S' -> 1e9;
                default -> unit.regionMatches(true, 0, "mic", 0, 3) ? 1e3 : 1e6;
            };
        }
    }

    /** Reads the lines under the heading. */
    private static final class Lines implements Records {

        private final TagSets tags;
        private final Points points;
        private Optional<Heading> heading = Optional.empty();

        private Lines(Points points) {
            this.points = points;
            this.tags = new TagSets(points);
        }

        @Override
        public void heading(byte[] line) {
            heading = Heading.of(new String(line, StandardCharsets.UTF_8)).or(() -> heading);
        }

        @Override
        public boolean wholeWithoutLineEnd(byte[] bytes, int from, int to) {
            return heading.isPresent() && heading.get().alone();
        }

        @Override
        public Outcome read(byte[] bytes, int from, int to) {
            var line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            var found = Heading.of(line);
            if (found.isPresent()) {
                heading = found;
                return Outcome.PASSED;
            }
            if (heading.isEmpty()) {
                return Outcome.DAMAGED;
            }
            var columns = heading.get();
            var fields = Csv.fields(line, columns.separator());
            var text = fields.size() > columns.column()
                    ? fields.get(columns.column()).strip()
                    : "";
            double nanos = NUMBER.matcher(text).matches() ? Double.parseDouble(text) * columns.nanos() : -1;
            if (nanos < 0 || nanos > LONGEST) {
                return Outcome.DAMAGED;
            }
            boolean named = columns.name() >= 0
                    && columns.name() < fields.size()
                    && !fields.get(columns.name()).isBlank();
            points.addPlaceless(
                    Math.round(nanos),
                    tags.of(named ? Map.of("name", fields.get(columns.name()).strip()) : Map.of()));
            return Outcome.READ;
        }
    }

    static List<ResultFormat> all() {
        return List.of(new LatencyList(true), new LatencyList(false));
    }
}
