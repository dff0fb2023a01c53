package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines of {@code k6 run --out json}:
 *
 * <pre>
 * {"type":"Metric","data":{"name":"http_req_duration","type":"trend","thresholds":["p(95)&lt;50"],...},"metric":"http_req_duration"}
 * {"metric":"http_req_duration","type":"Point","data":{"time":"2026-11-22T07:36:02.620424459Z","value":7.534795,"tags":{"name":"main",...}}}
 * </pre>
 *
 * The second is read from its bytes when its keys are in this order; any other order goes through a JSON parser.
 */
final class NdjsonLine {

    private static final byte[] BEGIN = ascii("{\"metric\":\"");
    private static final byte[] TIME = ascii("\",\"type\":\"Point\",\"data\":{\"time\":\"");
    private static final byte[] VALUE = ascii("\",\"value\":");
    private static final byte[] TAGS = ascii(",\"tags\":{");
    private static final byte[] END = ascii("}}");

    private final String artifact;
    private final Points points;
    private final ObjectReader whole = JsonMapper.shared().reader();
    private final ObjectReader first = whole.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The points of one request share their tags: they are parsed once. */
    private byte[] lastTags = {};

    private Tags last = Tags.NONE;

    NdjsonLine(String artifact, Points points) {
        this.artifact = artifact;
        this.points = points;
    }

    /** Adds a line to the points; false when it is no line of k6. */
    boolean read(byte[] line, int from, int to) {
        return readUsualOrder(line, from, to) || readAnyOrder(line, from, to);
    }

    private boolean readUsualOrder(byte[] line, int from, int to) {
        if (!has(BEGIN, line, from, to) || !has(END, line, to - END.length, to)) {
            return false;
        }
        int name = from + BEGIN.length;
        int nameEnd = quote(line, name, to);
        var metric = Metric.of(line, name, nameEnd);
        if (!has(TIME, line, nameEnd, to)) {
            return false;
        }
        if (metric == null) {
            return true;
        }
        int time = nameEnd + TIME.length;
        int timeEnd = quote(line, time, to);
        int value = timeEnd + VALUE.length;
        if (!has(VALUE, line, timeEnd, to)) {
            return false;
        }
        int valueEnd = value;
        while (valueEnd < to && line[valueEnd] != ',' && line[valueEnd] != '}') {
            valueEnd++;
        }
        long at = Numerals.isoTime(line, time, timeEnd);
        long amount = Numerals.millionths(line, value, valueEnd);
        if (at == Numerals.NONE || amount == Numerals.NONE || !has(TAGS, line, valueEnd, to)) {
            return false;
        }
        var tags = metric.tagged() ? tags(line, valueEnd + TAGS.length - 1, to - END.length) : Tags.NONE;
        return tags != null && add(metric, at, amount, tags);
    }

    private boolean add(Metric metric, long at, long millionths, Tags tags) {
        points.add(artifact, metric, at, metric.amount(millionths), tags);
        return true;
    }

    /** Tags of an object at the beginning of these bytes, null when they are none. */
    private @Nullable Tags tags(byte[] line, int from, int to) {
        if (Arrays.equals(lastTags, 0, lastTags.length, line, from, to)) {
            return last;
        }
        try {
            last = tags(first.readTree(line, from, to - from));
            lastTags = Arrays.copyOfRange(line, from, to);
            return last;
        } catch (JacksonException _) {
            return null;
        }
    }

    private boolean readAnyOrder(byte[] line, int from, int to) {
        try {
            return read(whole.readTree(line, from, to - from));
        } catch (JacksonException _) {
            return false;
        }
    }

    private boolean read(JsonNode node) {
        var name = text(node, "metric");
        var data = node.path("data");
        if (name == null || !data.isObject()) {
            return false;
        }
        return switch (text(node, "type")) {
            case "Metric" -> thresholds(name, data);
            case "Point" -> point(Metric.of(name), data);
            case null, default -> false;
        };
    }

    private boolean thresholds(String metric, JsonNode data) {
        for (var expression : data.path("thresholds")) {
            if (expression.isString()) {
                points.threshold(metric, expression.stringValue());
            }
        }
        return true;
    }

    private boolean point(@Nullable Metric metric, JsonNode data) {
        if (metric == null) {
            return true;
        }
        var time = text(data, "time");
        var value = data.path("value");
        if (time == null || !value.isNumber()) {
            return false;
        }
        var time8 = time.getBytes(StandardCharsets.UTF_8);
        long at = Numerals.isoTime(time8, 0, time8.length);
        long amount = Numerals.millionths(value.doubleValue());
        boolean sane = at != Numerals.NONE && amount != Numerals.NONE;
        return sane && add(metric, at, amount, tags(data.path("tags")));
    }

    private static Tags tags(JsonNode tags) {
        return Tags.of(
                text(tags, "name"),
                text(tags, "url"),
                text(tags, "method"),
                text(tags, "status"),
                text(tags, "error_code"),
                text(tags, "expected_response"));
    }

    private static @Nullable String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }

    private static int quote(byte[] line, int from, int to) {
        int i = from;
        while (i < to && line[i] != '"') {
            i++;
        }
        return i;
    }

    private static boolean has(byte[] wanted, byte[] line, int at, int to) {
        return at >= 0
                && at + wanted.length <= to
                && Arrays.equals(wanted, 0, wanted.length, line, at, at + wanted.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
