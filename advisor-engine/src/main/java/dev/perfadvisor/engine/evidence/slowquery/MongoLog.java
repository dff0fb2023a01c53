package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.Problems.Cause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the structured log of MongoDB 4.4 and later, one object a line, for its slow operations.
 *
 * <pre>{@code
 * {"t":{"$date":"2026-11-22T07:01:39.731+00:00"},"s":"I","c":"COMMAND","id":51803,"ctx":"conn281","msg":"Slow query",
 *  "attr":{"type":"command","ns":"shop.orders","command":{"find":"orders","filter":{"status":"open"},"$db":"shop"},
 *  "planSummary":"COLLSCAN","keysExamined":0,"docsExamined":400000,"nreturned":12,"durationMillis":180}}
 * }</pre>
 *
 * A batch of writes is logged twice: each write by itself (component WRITE) and the whole; the whole is left out where it
 * has no plan of its own, and counted in a problem.
 */
final class MongoLog {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] SLOW = Ascii.of("\"msg\":\"Slow query\"");
    private static final byte[] OBJECT = Ascii.of("{\"t\":");
    private static final String CONNECTION = "conn";

    private final Lines lines;
    private final SlowQueryAccumulator into;
    private final Problems problems;
    private final PostgresTime times = new PostgresTime();
    private final Execution entry = new Execution();
    private long records;

    MongoLog(Lines lines, SlowQueryAccumulator into, Problems problems) {
        this.lines = lines;
        this.into = into;
        this.problems = problems;
    }

    /** Reads all lines and tells how many messages there were. */
    long read() throws IOException {
        into.log().flags();
        while (lines.next()) {
            int from = Ascii.skipBlanks(lines.bytes(), lines.from(), lines.to());
            boolean slow = Ascii.indexOf(lines.bytes(), from, lines.to(), SLOW) >= 0;
            if (from < lines.to() && !lines.terminated() && !isWhole(from)) {
                problems.add(Cause.CUT_LINE, lines.number());
            } else if (slow) {
                slow(from);
            } else if (Ascii.startsWith(lines.bytes(), from, lines.to(), OBJECT)) {
                records++;
            } else if (from < lines.to()) {
                problems.add(Cause.BAD_RECORD, lines.number());
            }
        }
        return records;
    }

    private boolean isWhole(int from) {
        try {
            return MAPPER.readTree(lines.bytes(), from, lines.to() - from).isObject();
        } catch (JacksonException _) {
            return false;
        }
    }

    private void slow(int from) {
        try {
            JsonNode line = MAPPER.readTree(lines.bytes(), from, lines.to() - from);
            long time = time(line.path("t").path("$date").asString(""));
            JsonNode attributes = line.path("attr");
            if (time != PostgresTime.UNKNOWN
                    && attributes.path("durationMillis").isNumber()) {
                records++;
                operation(attributes, time, line.path("ctx").asString(""));
                return;
            }
        } catch (JacksonException _) {
            // Told below, as a line that is JSON and no record.
        }
        problems.add(Cause.BAD_RECORD, lines.number());
    }

    private void operation(JsonNode attributes, long time, String context) {
        JsonNode command = attributes.path("command");
        if (MongoCommand.isBatch(command) && !attributes.has("planSummary")) {
            problems.add(Cause.WRITE_BATCH, lines.number());
            return;
        }
        String namespace = attributes.path("ns").asString("");
        String collection = namespace.substring(namespace.indexOf('.') + 1);
        var read = MongoCommand.of(
                collection.equals("$cmd") ? "" : collection,
                attributes.path("type").asString("command"),
                command,
                attributes.path("originatingCommand"));
        entry.clear();
        entry.command = read;
        append(entry.sql, read.example());
        entry.line = lines.number();
        entry.end = time;
        entry.fineTime = true;
        session(context);
        client(attributes, namespace);
        figures(attributes);
        StatementTally tally = into.add(entry);
        plan(tally, attributes, collection);
    }

    private void session(String context) {
        boolean numbered = context.startsWith(CONNECTION);
        byte[] bytes = context.getBytes(StandardCharsets.UTF_8);
        entry.process = numbered ? Ascii.number(bytes, CONNECTION.length(), bytes.length) : -1;
        entry.session = numbered ? entry.process : Ascii.spread(Ascii.hash(bytes, 0, bytes.length));
        entry.sessionKnown = numbered;
    }

    private void client(JsonNode attributes, String namespace) {
        int dot = namespace.indexOf('.');
        String user = attributes.path("effectiveUsers").path(0).path("user").asString("");
        append(
                entry.client.text,
                user + "\0" + (dot < 0 ? namespace : namespace.substring(0, dot)) + "\0"
                        + attributes.path("remote").asString(""));
    }

    private void figures(JsonNode attributes) {
        entry.nanos = attributes.path("durationMillis").asLong() * 1_000_000;
        entry.rowsSent = attributes.path("nreturned").asLong(Execution.UNKNOWN);
        entry.rowsExamined = attributes.path("docsExamined").asLong(Execution.UNKNOWN);
        entry.keysExamined = attributes.path("keysExamined").asLong(Execution.UNKNOWN);
        entry.rowsAffected = Execution.UNKNOWN;
        for (String written : new String[] {"nModified", "ndeleted", "ninserted"}) {
            entry.rowsAffected =
                    Math.max(entry.rowsAffected, attributes.path(written).asLong(Execution.UNKNOWN));
        }
        entry.fullScan = attributes.path("planSummary").asString("").contains("COLLSCAN");
        entry.sorted = attributes.path("hasSortStage").asBoolean(false);
        entry.tempOnDisk = attributes.path("usedDisk").asBoolean(false);
        JsonNode locks = attributes.path("locks");
        entry.lockNanos = locks.isObject() ? 0 : Execution.UNKNOWN;
        for (JsonNode lock : locks) {
            for (JsonNode micros : lock.path("timeAcquiringMicros")) {
                entry.lockNanos += micros.asLong(0) * 1_000;
            }
        }
    }

    /** {@code COLLSCAN}, {@code IXSCAN { status: 1, at: -1 }, IXSCAN { total: 1 }}: indexes that exist. */
    private static void plan(StatementTally tally, JsonNode attributes, String collection) {
        String summary = attributes.path("planSummary").asString("");
        if (summary.isEmpty()) {
            return;
        }
        var plan = new PlanReading();
        plan.text = summary;
        int open = summary.indexOf('{');
        while (open >= 0) {
            int close = summary.indexOf('}', open);
            String keys = summary.substring(open, close < 0 ? summary.length() : close + 1);
            var columns = MongoAdvice.fields(keys);
            plan.indexes.add(new KnownIndexes.Index(collection, keys, columns));
            open = close < 0 ? -1 : summary.indexOf('{', close);
        }
        tally.plans.add(plan);
    }

    private long time(String date) {
        byte[] bytes = date.getBytes(StandardCharsets.UTF_8);
        return PostgresTime.begins(bytes, 0, bytes.length) ? times.read(bytes, 0, bytes.length) : PostgresTime.UNKNOWN;
    }

    private static void append(ByteText text, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, 0, bytes.length);
    }
}
