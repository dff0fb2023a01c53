package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code k6 run --out csv}. The columns after the first three depend on the system tags of the test.
 *
 * <pre>
 * metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,...,extra_tags,metadata
 * http_req_duration,1795332962,7.534795,,,,true,::checkout,GET,main,HTTP/1.1,s,,200,,,main,a=1&amp;b=2,
 * </pre>
 */
final class K6CsvLine implements Records {

    static final String HEADER = "metric_name,timestamp,metric_value";

    private static final byte[] HEADER_BYTES = Bytes.ascii(HEADER);
    private static final int MOST_COLUMNS = 100;
    private static final int BEFORE_TAGS = 3;

    private final Points points;
    private List<String> columns = List.of();
    private byte[] heading = {};
    private ByteTable<TagSet> known = new ByteTable<>();

    /** The points of one request have the same tags: they are looked at once. */
    private byte[] lastTags = {};

    private TagSet last = TagSet.NONE;

    K6CsvLine(Points points) {
        this.points = points;
    }

    static boolean isHeading(byte[] line, int from, int to) {
        return Bytes.at(HEADER_BYTES, line, from, to);
    }

    @Override
    public void heading(byte[] line) {
        if (line.length == 0 || Arrays.equals(line, heading)) {
            return;
        }
        heading = line.clone();
        columns = List.of(Bytes.text(line, 0, line.length).split(",", -1));
        known = new ByteTable<>();
        lastTags = new byte[0];
        last = TagSet.NONE;
    }

    @Override
    public Outcome read(byte[] line, int from, int to) {
        if (isHeading(line, from, to)) {
            heading(Arrays.copyOfRange(line, from, to));
            return columns.size() > MOST_COLUMNS ? Outcome.DAMAGED : Outcome.PASSED;
        }
        int nameEnd = Bytes.find((byte) ',', line, from, to);
        int timeEnd = Bytes.find((byte) ',', line, Math.min(nameEnd + 1, to), to);
        int valueEnd = timeEnd + 1;
        while (valueEnd < to && line[valueEnd] != ',') {
            valueEnd++;
        }
        if (columns.isEmpty() || timeEnd >= to) {
            return Outcome.DAMAGED;
        }
        var tags = valueEnd < to || columns.size() == BEFORE_TAGS ? tags(line, valueEnd, to) : null;
        if (tags == null) {
            return Csv.isOpen(line, from, to) ? Outcome.OPEN : Outcome.DAMAGED;
        }
        var metric = Metric.of(line, from, nameEnd);
        if (metric == null) {
            return Outcome.READ;
        }
        long at = Numerals.anyTime(line, nameEnd + 1, timeEnd);
        long amount = Numerals.millionths(line, timeEnd + 1, valueEnd);
        if (at == Numerals.NONE || amount == Numerals.NONE) {
            return Outcome.DAMAGED;
        }
        points.add(metric, at, metric.amount(amount), tags);
        return Outcome.READ;
    }

    /** Tags in the columns after the value, null when their number is not that of the heading. */
    private @Nullable TagSet tags(byte[] line, int from, int to) {
        if (Bytes.same(lastTags, line, from, to)) {
            return last;
        }
        var found = known.get(line, from, to);
        if (found == null) {
            if (Csv.isOpen(line, from, to)) {
                return null;
            }
            var fields = Csv.fields(Bytes.text(line, Math.min(from + 1, to), to), ',');
            int expected = columns.size() - BEFORE_TAGS;
            if (fields.size() != Math.max(1, expected)) {
                return null;
            }
            found = expected == 0 ? TagSet.NONE : TagSet.of(points, tags(fields));
            known.put(line, from, to, found);
        }
        last = found;
        lastTags = Arrays.copyOfRange(line, from, to);
        return found;
    }

    private Map<String, String> tags(List<String> fields) {
        var tags = new TreeMap<String, String>();
        for (int i = 0; i < fields.size(); i++) {
            var column = columns.get(BEFORE_TAGS + i);
            var value = fields.get(i);
            switch (column) {
                case "metadata" -> {}
                case "extra_tags" -> {
                    for (var pair : value.split("&", -1)) {
                        int equals = pair.indexOf('=');
                        if (equals > 0 && equals + 1 < pair.length()) {
                            tags.put(pair.substring(0, equals), pair.substring(equals + 1));
                        }
                    }
                }
                default -> {
                    if (!value.isEmpty()) {
                        tags.put(column, value);
                    }
                }
            }
        }
        return tags;
    }
}
