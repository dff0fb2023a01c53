package dev.perfadvisor.engine.evidence.loadtest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
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
final class K6JsonLine implements Records {

    private static final byte[] BEGIN = Bytes.ascii("{\"metric\":\"");
    private static final byte[] TIME = Bytes.ascii("\",\"type\":\"Point\",\"data\":{\"time\":\"");
    private static final byte[] VALUE = Bytes.ascii("\",\"value\":");
    private static final byte[] TAGS = Bytes.ascii(",\"tags\":{");
    private static final byte[] END = Bytes.ascii("}}");

    private final Points points;
    private final ObjectReader json = JsonMapper.shared().reader();
    private final ByteTable<TagSet> known = new ByteTable<>();
    private final Clock clock = new Clock();

    /** The points of one request share their tags, which stand one after the other; so do those of an iteration. */
    private byte[] lastTags = {};

    private TagSet last = TagSet.NONE;

    K6JsonLine(Points points) {
        this.points = points;
    }

    @Override
    public boolean wholeWithoutLineEnd(byte[] line, int from, int to) {
        try {
            return json.readTree(line, from, to - from).isObject();
        } catch (JacksonException _) {
            return false;
        }
    }

    @Override
    public Outcome read(byte[] line, int from, int to) {
        return readUsualOrder(line, from, to) || readAnyOrder(line, from, to) ? Outcome.READ : Outcome.DAMAGED;
    }

    private boolean readUsualOrder(byte[] line, int from, int to) {
        if (!Bytes.at(BEGIN, line, from, to) || !Bytes.at(END, line, to - END.length, to)) {
            return false;
        }
        int name = from + BEGIN.length;
        int nameEnd = Bytes.find((byte) '"', line, name, to);
        if (!Bytes.at(TIME, line, nameEnd, to)) {
            return false;
        }
        var metric = Metric.of(line, name, nameEnd);
        if (metric == null) {
            return true;
        }
        int time = nameEnd + TIME.length;
        int timeEnd = Bytes.find((byte) '"', line, time, to);
        int value = timeEnd + VALUE.length;
        if (!Bytes.at(VALUE, line, timeEnd, to)) {
            return false;
        }
        int valueEnd = value;
        while (valueEnd < to && line[valueEnd] != ',' && line[valueEnd] != '}') {
            valueEnd++;
        }
        long at = clock.isoTime(line, time, timeEnd);
        long amount = Numerals.millionths(line, value, valueEnd);
        if (at == Numerals.NONE || amount == Numerals.NONE || !Bytes.at(TAGS, line, valueEnd, to)) {
            return false;
        }
        var tags = metric.tagged() ? tags(line, valueEnd + TAGS.length - 1, to - END.length) : TagSet.NONE;
        if (tags == null) {
            return false;
        }
        points.add(metric, at, metric.amount(amount), tags);
        return true;
    }

    /** Tags of an object in these bytes, null when they are none. */
    private @Nullable TagSet tags(byte[] line, int from, int to) {
        if (Bytes.same(lastTags, line, from, to)) {
            return last;
        }
        var found = known.get(line, from, to);
        if (found == null) {
            try {
                found = tags(json.readTree(line, from, to - from));
            } catch (JacksonException _) {
                return null;
            }
            known.put(line, from, to, found);
        }
        last = found;
        lastTags = Arrays.copyOfRange(line, from, to);
        return found;
    }

    private boolean readAnyOrder(byte[] line, int from, int to) {
        try {
            return read(json.readTree(line, from, to - from));
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
        if (at == Numerals.NONE || amount == Numerals.NONE) {
            return false;
        }
        points.add(metric, at, metric.amount(amount), metric.tagged() ? tags(data.path("tags")) : TagSet.NONE);
        return true;
    }

    private TagSet tags(JsonNode node) {
        var tags = new TreeMap<String, String>();
        for (var tag : node.properties()) {
            var value = text(node, tag.getKey());
            if (value != null) {
                tags.put(tag.getKey(), value);
            }
        }
        return TagSet.of(points, tags);
    }

    private static @Nullable String text(JsonNode node, String key) {
        var value = node.path(key);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }
}
