package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Detector;
import dev.perfadvisor.engine.evidence.Head;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises the logs of database servers: {@value #MYSQL} (MySQL, MariaDB and Percona Server), {@value #POSTGRESQL}
 * (any prefix), {@value #POSTGRESQL_CSV} and {@value #POSTGRESQL_JSON}, {@value #MONGODB} (4.4 and later). A PostgreSQL log without any duration is one too:
 * that of a server on which nothing was slow. Also exports of the tables in which servers add statements up:
 * {@value #DIGEST_CELLS} and {@value #DIGEST_JSON}; and single plans, {@value #PLAN}.
 */
public final class SlowQueryDetector implements Detector {

    static final String MYSQL = "mysql-slow";
    static final String POSTGRESQL = "postgresql-stderr";
    static final String POSTGRESQL_CSV = "postgresql-csvlog";
    static final String POSTGRESQL_JSON = "postgresql-jsonlog";
    static final String MONGODB = "mongodb-log";

    static final String DIGEST_CELLS = "statement-digests";
    static final String DIGEST_JSON = "statement-digests-json";

    static final String PLAN = "query-plan";

    private static final int LINES = 400;

    private static final Pattern KEY = Pattern.compile("\"([A-Za-z_0-9]{1,64})\"\\s*:");

    private static final List<String> MYSQL_HEADERS =
            List.of("# Query_time: ", "# User@Host: ", "# Thread_id: ", "# Schema: ", "# administrator command: ");

    private static final Set<String> SEVERITIES =
            Set.of("LOG", "ERROR", "FATAL", "PANIC", "WARNING", "DETAIL", "STATEMENT", "HINT", "NOTICE", "CONTEXT");

    /** Words that the server says of itself, to tell its log from that of any other program. */
    private static final List<String> SERVER_WORDS = List.of(
            "duration: ",
            "database system ",
            "PostgreSQL",
            "connection received",
            "connection authorized",
            "disconnection: ",
            "checkpoint ",
            "automatic vacuum",
            "automatic analyze",
            "autovacuum",
            "temporary file: ",
            "still waiting for ",
            "statement: ",
            "parameters: ",
            "execute ",
            "process ",
            "relation ",
            "terminating connection",
            "canceling statement",
            "listening on ",
            "deadlock detected",
            "duplicate key value",
            "does not exist",
            "syntax error",
            "received fast shutdown",
            "remaining connection slots");

    @Override
    public Optional<String> detect(Head head) {
        var lines = head.lines().stream().limit(LINES).toList();
        if (lines.stream().limit(5).anyMatch(SlowQueryDetector::isDigestHeader)) {
            return Optional.of(DIGEST_CELLS);
        }
        if (isDigestJson(head.text())) {
            return Optional.of(DIGEST_JSON);
        }
        // A line in syslog also looks like one of stderr, and its continuation lines would be lost.
        var wrapped = Envelope.SYSLOG.unwrapped(lines);
        boolean syslog = wrapped.size() > lines.size() / 2;
        var plain = syslog ? Optional.<String>empty() : log(lines);
        if (plain.isPresent()) {
            return plain;
        }
        for (Envelope envelope : Envelope.values()) {
            var inner = log(envelope.unwrapped(lines));
            if (inner.isPresent()) {
                return inner.map(envelope::format);
            }
        }
        return PlanFile.isPlan(head.text()) ? Optional.of(PLAN) : Optional.empty();
    }

    private static Optional<String> log(List<String> lines) {
        if (isMysql(lines)) {
            return Optional.of(MYSQL);
        }
        if (lines.stream().limit(20).anyMatch(SlowQueryDetector::isMongo)) {
            return Optional.of(MONGODB);
        }
        if (lines.stream().limit(20).anyMatch(SlowQueryDetector::isJson)) {
            return Optional.of(POSTGRESQL_JSON);
        }
        if (lines.stream().anyMatch(SlowQueryDetector::isCsv)) {
            return Optional.of(POSTGRESQL_CSV);
        }
        return lines.stream().anyMatch(SlowQueryDetector::isStderr) ? Optional.of(POSTGRESQL) : Optional.empty();
    }

    private static boolean isDigestHeader(String line) {
        char separator = line.indexOf('\t') >= 0 ? '\t' : line.indexOf(';') >= 0 ? ';' : ',';
        return line.length() < 4_000 && Digest.isHeader(DigestFile.cells(line.strip(), separator));
    }

    /** The first object has the columns as keys. */
    private static boolean isDigestJson(String text) {
        var start = text.substring(0, Math.min(16_000, text.length())).strip();
        return (start.startsWith("[") || start.startsWith("{")) && Digest.isHeader(keys(start));
    }

    private static List<String> keys(String json) {
        return KEY.matcher(json).results().map(key -> key.group(1)).toList();
    }

    private static boolean isMysql(List<String> lines) {
        boolean header = lines.stream().anyMatch(line -> MYSQL_HEADERS.stream().anyMatch(line::startsWith));
        boolean banner = lines.stream()
                .limit(10)
                .anyMatch(line -> line.contains(", Version: ") && line.endsWith("started with:"));
        return header || banner;
    }

    private static boolean isJson(String line) {
        return line.startsWith("{")
                && line.contains("\"timestamp\":")
                && line.contains("\"error_severity\":")
                && line.contains("\"pid\":");
    }

    /** A line like <code>{"t":{"$date":"2026-11-22T07:10:26.176+00:00"},"s":"I","id":51803,"ctx":"conn2",...</code>. */
    private static boolean isMongo(String line) {
        return line.startsWith("{\"t\":{\"$date\":") && line.contains("\"ctx\":") && line.contains("\"msg\":");
    }

    /** {@code 2026-11-22 07:10:26.176 UTC,"app","shop",8618,"[local]",6b029562.21aa,1,"",...,LOG,00000,"...}. */
    private static boolean isCsv(String line) {
        int comma = line.indexOf(',');
        if (comma < 19 || comma > 40 || !startsWithTime(line)) {
            return false;
        }
        return SEVERITIES.stream().anyMatch(severity -> line.contains("," + severity + ","));
    }

    private static boolean startsWithTime(String line) {
        byte[] bytes = line.substring(0, Math.min(40, line.length())).getBytes(StandardCharsets.ISO_8859_1);
        return PostgresTime.begins(bytes, 0, bytes.length);
    }

    private static boolean isStderr(String line) {
        if (line.startsWith("{") || line.stripLeading().startsWith("\"")) {
            return false;
        }
        int colon = line.indexOf(":  ");
        int from = 0;
        while (colon >= 0 && from < 8) {
            int start = colon;
            while (start > 0 && Character.isUpperCase(line.charAt(start - 1))) {
                start--;
            }
            if (SEVERITIES.contains(line.substring(start, colon))) {
                String message = line.substring(colon + 3);
                return SERVER_WORDS.stream().anyMatch(message::contains);
            }
            colon = line.indexOf(":  ", colon + 1);
            from++;
        }
        return false;
    }
}
