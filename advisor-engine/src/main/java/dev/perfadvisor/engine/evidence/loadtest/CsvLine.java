package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code k6 run --out csv}. The columns after the first three depend on the system tags of the test.
 *
 * <pre>
 * metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,...
 * http_req_duration,1795332962,7.534795,,,,true,::checkout,GET,main,HTTP/1.1,s,,200,,,main,,
 * </pre>
 */
final class CsvLine {

    static final String HEADER = "metric_name,timestamp,metric_value";

    private static final byte[] HEADER_BYTES = HEADER.getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_COLUMNS = 100;

    private final String artifact;
    private final Points points;
    private List<String> columns = List.of();

    /** Ends of the fields of the current line. */
    private int[] ends = {};

    private byte[] lastTags = {};
    private Tags last = Tags.NONE;

    CsvLine(String artifact, Points points) {
        this.artifact = artifact;
        this.points = points;
    }

    /** Whether the columns are known. */
    boolean headed() {
        return !columns.isEmpty();
    }

    /** Takes the columns from a line when it is a header; files that were joined have several. */
    boolean header(byte[] line, int from, int to) {
        int length = HEADER_BYTES.length;
        if (to - from < length || !Arrays.equals(HEADER_BYTES, 0, length, line, from, from + length)) {
            return false;
        }
        var names = List.of(new String(line, from, to - from, StandardCharsets.UTF_8).split(",", -1));
        if (names.size() > MOST_COLUMNS) {
            return false;
        }
        columns = names;
        ends = new int[names.size()];
        lastTags = new byte[0];
        last = tags(List.of());
        return true;
    }

    /** Adds a line to the points; false when it does not have the columns of the header. */
    boolean read(byte[] line, int from, int to) {
        return quoted(line, from, to) ? readQuoted(line, from, to) : readPlain(line, from, to);
    }

    /** Whether a quoted field is still open at the end of the line. */
    static boolean open(byte[] line, int from, int to) {
        int quotes = 0;
        for (int i = from; i < to; i++) {
            quotes += line[i] == '"' ? 1 : 0;
        }
        return quotes % 2 == 1;
    }

    private boolean readPlain(byte[] line, int from, int to) {
        if (!split(line, from, to)) {
            return false;
        }
        var metric = Metric.of(line, from, ends[0]);
        if (metric == null) {
            return true;
        }
        long at = Numerals.anyTime(line, ends[0] + 1, ends[1]);
        long amount = Numerals.millionths(line, ends[1] + 1, ends[2]);
        if (at == Numerals.NONE || amount == Numerals.NONE) {
            return false;
        }
        var tags = metric.tagged() ? tags(line, from, to) : Tags.NONE;
        points.add(artifact, metric, at, metric.amount(amount), tags);
        return true;
    }

    private boolean split(byte[] line, int from, int to) {
        int field = 0;
        int most = ends.length - 1;
        for (int i = from; i < to; i++) {
            if (line[i] == ',') {
                if (field == most) {
                    return false;
                }
                ends[field++] = i;
            }
        }
        ends[most] = to;
        return field == most;
    }

    /** The points of one request have the same tags: they are looked at once. */
    private Tags tags(byte[] line, int from, int to) {
        if (!Arrays.equals(lastTags, 0, lastTags.length, line, ends[2], to)) {
            var fields = new ArrayList<String>();
            int start = from;
            for (int end : ends) {
                fields.add(new String(line, start, end - start, StandardCharsets.UTF_8));
                start = end + 1;
            }
            last = tags(fields);
            lastTags = Arrays.copyOfRange(line, ends[2], to);
        }
        return last;
    }

    private boolean readQuoted(byte[] line, int from, int to) {
        var fields = unquoted(new String(line, from, to - from, StandardCharsets.UTF_8));
        if (fields.size() != columns.size()) {
            return false;
        }
        var metric = Metric.of(fields.getFirst());
        if (metric == null) {
            return true;
        }
        var time = fields.get(1).getBytes(StandardCharsets.UTF_8);
        var value = fields.get(2).getBytes(StandardCharsets.UTF_8);
        long at = Numerals.anyTime(time, 0, time.length);
        long amount = Numerals.millionths(value, 0, value.length);
        if (at == Numerals.NONE || amount == Numerals.NONE) {
            return false;
        }
        points.add(artifact, metric, at, metric.amount(amount), tags(fields));
        return true;
    }

    /** Fields as RFC 4180 quotes them: {@code a,"b ""c"", d"}. */
    private static List<String> unquoted(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length() && fields.size() <= MOST_COLUMNS; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean twice = inside && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (twice) {
                    field.append('"');
                    i++;
                } else {
                    inside = !inside;
                }
            } else if (c == ',' && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private Tags tags(List<String> fields) {
        return Tags.of(
                field(fields, "name"),
                field(fields, "url"),
                field(fields, "method"),
                field(fields, "status"),
                field(fields, "error_code"),
                field(fields, "expected_response"));
    }

    private @Nullable String field(List<String> fields, String column) {
        int index = columns.indexOf(column);
        return index < 0 || index >= fields.size() || fields.get(index).isEmpty() ? null : fields.get(index);
    }

    private static boolean quoted(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == '"') {
                return true;
            }
        }
        return false;
    }
}
