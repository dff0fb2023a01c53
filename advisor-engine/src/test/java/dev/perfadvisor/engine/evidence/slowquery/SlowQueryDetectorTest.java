package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowQueryDetectorTest {

    @ParameterizedTest
    @CsvSource({
        "mariadb.log, mysql-slow",
        "postgres.log, postgresql-stderr",
        "postgres.csv, postgresql-csvlog",
        "postgres.json, postgresql-jsonlog",
        "quiet.json, postgresql-jsonlog",
        "quiet.log, postgresql-stderr",
        "plans.log, postgresql-stderr",
        "nested-loops.csv, postgresql-csvlog"
    })
    void logsAreRecognisedByTheirContent(String name, String format) {
        assertThat(Logs.format(Logs.bytes(name))).contains(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1;\n# User@Host: a[a] @ h []\n",
                "# Query_time: 0.5  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 1\n",
                "/usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:\n"
            })
    void mysqlLogsAreRecognisedFromTheMiddle(String log) {
        assertThat(format(log)).contains("mysql-slow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOG:  database system is ready to accept connections\n",
                "2026-11-22 07:15:57 UTC:127.0.0.1(34318):app@shop:[16048]:LOG:  duration: 5.1 ms  plan:\n",
                "[12] user=app,db=shop ERROR:  deadlock detected\n"
            })
    void postgresLogsAreRecognisedWhateverTheirPrefix(String log) {
        assertThat(format(log)).contains("postgresql-stderr");
    }

    @Test
    void postgresLogsThatCameBySyslogAreUnwrapped() {
        assertThat(format("Nov 22 08:45:34 db postgres[12814]: [3-1] LOG:  checkpoint starting: time\n"))
                .contains("syslog+postgresql-stderr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22 08:45:34 INFO  main - started\n",
                "2026-11-22 08:45:34 ERROR:  something went wrong\n",
                "timeStamp,elapsed,label\n1,2,GET\n",
                "{\"type\":\"Point\",\"metric\":\"http_reqs\"}\n",
                "# HELP go_gc_duration_seconds A summary\n"
            })
    void otherTextsAreNot(String text) {
        assertThat(format(text)).isEmpty();
    }

    @Test
    void binaryIsNot() {
        assertThat(Logs.format(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 0, 0, 0, 1, 127, -1, -2}))
                .isEmpty();
    }

    private static Optional<String> format(String text) {
        return Logs.format(text.getBytes(StandardCharsets.UTF_8));
    }
}
