package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Reads the results of k6: single points line by line, summaries as a whole. */
public final class LoadTestReader implements Reader<LoadTestAccumulator> {

    private static final int LARGEST_SUMMARY = 16 << 20;

    /** A quoted field of a CSV file that goes on for more lines than this was never meant to be open. */
    private static final int MOST_JOINED_LINES = 20;

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        return switch (input.format()) {
            case LoadTestDetector.NDJSON -> ndjson(input, into);
            case LoadTestDetector.CSV -> csv(input, into);
            default -> {
                var format = SummaryFormat.byId(input.format());
                yield format.isPresent()
                        ? summary(input, format.get(), into)
                        : rejected("file", "no reader for the format " + input.format(), "Export the results of k6.");
            }
        };
    }

    private static Reading ndjson(Input input, LoadTestAccumulator into) throws IOException {
        var lines = new Lines(input.stream());
        var line = new NdjsonLine(input.artifact(), into.points());
        var damage = new Damage();
        long read = 0;
        while (lines.next()) {
            if (lines.isEmpty()) {
                continue;
            }
            if (!lines.tooLong() && line.read(lines.buffer(), lines.start(), lines.end())) {
                read++;
            } else {
                damage.line(lines.number(), cause(lines, "no line of k6's JSON output"), advice(lines));
            }
        }
        return read > 0 ? damage.reading() : nothing(damage);
    }

    private static Reading csv(Input input, LoadTestAccumulator into) throws IOException {
        var lines = new Lines(input.stream());
        var line = new CsvLine(input.artifact(), into.points());
        var damage = new Damage();
        long read = 0;
        while (lines.next()) {
            if (lines.isEmpty() || line.header(lines.buffer(), lines.start(), lines.end())) {
                continue;
            }
            if (!line.headed()) {
                return rejected(
                        "line " + lines.number(),
                        "the names of the columns are missing",
                        "Put the first line of the original file (" + CsvLine.HEADER + ",...) back on top.");
            }
            if (record(lines, line, damage)) {
                read++;
            }
        }
        return read > 0 ? damage.reading() : nothing(damage);
    }

    /** One record, which goes on over several lines when a quoted field holds line ends. */
    private static boolean record(Lines lines, CsvLine line, Damage damage) throws IOException {
        long first = lines.number();
        boolean good;
        if (lines.tooLong()) {
            good = false;
        } else if (CsvLine.open(lines.buffer(), lines.start(), lines.end())) {
            var joined = joined(lines);
            good = line.read(joined, 0, joined.length);
        } else {
            good = line.read(lines.buffer(), lines.start(), lines.end());
        }
        if (!good) {
            damage.line(first, cause(lines, "not the columns that the first line names"), advice(lines));
        }
        return good;
    }

    private static byte[] joined(Lines lines) throws IOException {
        var joined = new ByteArrayOutputStream();
        joined.write(lines.buffer(), lines.start(), lines.end() - lines.start());
        boolean open = true;
        for (int i = 1; open && i < MOST_JOINED_LINES && lines.next(); i++) {
            joined.write('\n');
            joined.write(lines.buffer(), lines.start(), lines.end() - lines.start());
            open = !CsvLine.open(lines.buffer(), lines.start(), lines.end());
        }
        return joined.toByteArray();
    }

    private static Reading summary(Input input, SummaryFormat format, LoadTestAccumulator into) throws IOException {
        byte[] bytes = input.stream().readNBytes(LARGEST_SUMMARY + 1);
        if (bytes.length > LARGEST_SUMMARY) {
            return rejected(
                    "file",
                    "a summary of over " + (LARGEST_SUMMARY >> 20) + " MB",
                    "Group requests under fewer names (tag name) and export the summary again.");
        }
        int mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF ? 3 : 0;
        var json = PartialJson.of(bytes, mark, bytes.length - mark);
        var summary = format.read(input.artifact(), json.root());
        var broken = json.broken();
        if (summary.requests() == 0 && summary.whole(Metric.ITERATIONS.id(), "count") == null) {
            return rejected(
                    broken == null ? "file" : broken,
                    broken == null ? "no count of requests or iterations in it" : "the JSON is cut or damaged there",
                    "Export the summary again, at the end of the test.");
        }
        into.add(summary);
        return broken == null
                ? new Reading.Complete()
                : new Reading.Partial(List.of(new ReadProblem(
                        broken, "the JSON is cut or damaged there", "Export the summary again to get all metrics.")));
    }

    private static String cause(Lines lines, String otherwise) {
        if (lines.tooLong()) {
            return "the line is longer than " + (Lines.LONGEST >> 20) + " MB";
        }
        return lines.ended() ? otherwise : "the file ends within this line";
    }

    private static String advice(Lines lines) {
        return lines.ended()
                ? "Look at the line: all others are in the figures."
                : "The test or the copy was cut here: what comes before is in the figures.";
    }

    private static Reading nothing(Damage damage) {
        var problems = damage.reading().problems();
        return problems.isEmpty()
                ? rejected("file", "there are no points in it", "Let k6 write points: k6 run --out json=result.json.")
                : new Reading.Rejected(problems.getFirst());
    }

    private static Reading rejected(String place, String cause, String advice) {
        return new Reading.Rejected(new ReadProblem(place, cause, advice));
    }
}
