package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A real log wrapped as the clouds do it says the same as the log itself. */
final class EnvelopeTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void cloudWatchOfMysql() {
        same(
                "mariadb.log",
                "cloudwatch+mysql-slow",
                records("mariadb.log", "# User@Host"),
                message -> "{\"@timestamp\":\"2026-11-22 07:01:39.000\",\"@message\":" + json(message) + "}");
    }

    @Test
    void cloudWatchOfPostgres() {
        same(
                "postgres.log",
                "cloudwatch+postgresql-stderr",
                records("postgres.log", "20"),
                message -> "{\"@message\":" + json(message) + ",\"@ptr\":\"x\"}");
    }

    @Test
    void googlePrettyPrinted() {
        same("postgres.log", "google+postgresql-stderr", records("postgres.log", "20"), message ->
                """
                {
                  "insertId": "s=1",
                  "textPayload": %s,
                  "timestamp": "2026-11-22T07:10:26Z"
                },""".formatted(json(message)));
    }

    @Test
    void azure() {
        same(
                "postgres.log",
                "azure+postgresql-stderr",
                records("postgres.log", "20"),
                message -> "{\"category\":\"PostgreSQLLogs\",\"properties\":{\"errorLevel\":\"LOG\",\"message\":"
                        + json(message) + "}}");
    }

    @Test
    void syslogWithPartsOfMessages() {
        var number = new int[1];
        same("postgres.log", "syslog+postgresql-stderr", records("postgres.log", "20"), message -> {
            number[0]++;
            var lines = message.lines().toList();
            var process = message.replaceFirst("(?s).*?\\[(\\d+)\\].*", "$1");
            return IntStream.range(0, lines.size())
                    .mapToObj(i -> "<134>1 2026-11-22T07:10:26.176Z db1 postgres " + process + " - - [" + number[0]
                            + "-" + (i + 1) + "] " + lines.get(i).replace("\t", "#011"))
                    .collect(Collectors.joining("\n"));
        });
    }

    @Test
    void syslogWithoutPrefixTakesProcessAndTimeFromTheSender() {
        var read = Logs.readText("""
                2026-11-22T07:10:26.176000+00:00 db1 postgres[8618]: [3-1] LOG:  duration: 7.000 ms  statement: SELECT a
                2026-11-22T07:10:26.176000+00:00 db1 postgres[8618]: [3-2] #011FROM t WHERE b = 1
                2026-11-22T07:10:27.176000+00:00 db1 postgres[8619]: [1-1] LOG:  duration: 3.000 ms  statement: SELECT 1
                """);
        assertThat(read.reading()).isInstanceOf(Reading.Complete.class);
        assertThat(read.facts().log().sessions()).isEqualTo(2);
        assertThat(read.facts().log().to()).hasToString("2026-11-22T07:10:27.176Z");
        assertThat(read.statement("select a from t where b = ?").source().locator())
                .isEqualTo("line 1");
    }

    private static void same(String name, String format, List<String> records, Function<String, String> wrap) {
        String wrapped = records.stream().map(wrap).collect(Collectors.joining("\n", "", "\n"));
        byte[] bytes = wrapped.getBytes(StandardCharsets.UTF_8);
        assertThat(Logs.format(bytes)).contains(format);
        var plain = Logs.read(name).facts();
        var read = Logs.read(bytes, format).facts();
        assertThat(read.log().entries()).isEqualTo(plain.log().entries());
        assertThat(read.log().statementTime()).isEqualTo(plain.log().statementTime());
        assertThat(read.log().from()).isEqualTo(plain.log().from());
        assertThat(read.statements())
                .extracting(SlowQueryFacts.Statement::fingerprint)
                .isEqualTo(plain.statements().stream()
                        .map(SlowQueryFacts.Statement::fingerprint)
                        .toList());
        assertThat(read.statements())
                .extracting(SlowQueryFacts.Statement::runs)
                .isEqualTo(plain.statements().stream()
                        .map(SlowQueryFacts.Statement::runs)
                        .toList());
    }

    /** Lines from one that begins a record to the next. */
    private static List<String> records(String name, String beginning) {
        var records = new ArrayList<String>();
        var text = new String(Logs.bytes(name), StandardCharsets.UTF_8);
        var record = new StringBuilder();
        for (String line : text.lines().toList()) {
            boolean timed = line.startsWith("# Time: ");
            boolean afterTime = record.toString().startsWith("# Time: ");
            boolean begins = timed || (line.startsWith(beginning) && !afterTime);
            if (begins && !record.isEmpty()) {
                records.add(record.toString());
                record.setLength(0);
            }
            record.append(record.isEmpty() ? "" : "\n").append(line);
        }
        records.add(record.toString());
        return records;
    }

    private static String json(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
