package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowQueryDamageTest {

    private static final String[] NAMES = {"mariadb.log", "plans.log", "nested-loops.csv", "quiet.json"};

    @Property(tries = 20)
    void anyDamageIsSurvived(@ForAll long seed) {
        var random = new Random(seed);
        String name = NAMES[random.nextInt(NAMES.length)];
        byte[] log = Logs.bytes(name);
        String format = Logs.format(log).orElseThrow();
        for (int i = 0; i < 200; i++) {
            log[random.nextInt(log.length)] = (byte) random.nextInt(256);
        }
        byte[] damaged = Arrays.copyOf(log, random.nextInt(log.length));
        assertThatCode(() -> Logs.read(damaged, format).facts()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql-slow", "postgresql-stderr", "postgresql-csvlog", "postgresql-jsonlog"})
    void anythingElseIsRejected(String format) {
        assertThat(Logs.read("hello\nworld\n".getBytes(StandardCharsets.UTF_8), format)
                        .reading())
                .isInstanceOf(Reading.Rejected.class);
        assertThat(Logs.read(new byte[0], format).reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(Logs.read(new byte[100_000], format).reading()).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void aLineThatIsCutIsNamedAndTheRestIsRead() {
        byte[] log = Logs.bytes("quiet.json");
        var whole = Logs.read(log, "postgresql-jsonlog").facts();
        var result = Logs.read(Arrays.copyOf(log, log.length - 10), "postgresql-jsonlog");
        assertThat(result.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(result.reading().problems().getFirst().place()).isEqualTo("line 41");
        assertThat(result.facts().log().entries()).isEqualTo(whole.log().entries());
    }

    @Test
    void aLostQuoteCostsOneRecord() {
        String log = new String(Logs.bytes("nested-loops.csv"), StandardCharsets.UTF_8);
        long entries = Logs.readText(log).facts().log().entries();
        int line = log.indexOf("execute S_1: SELECT title");
        var damaged = log.substring(0, line) + "\"" + log.substring(line);
        var result = Logs.readText(damaged);
        assertThat(result.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(result.facts().log().entries()).isBetween(entries - 1, entries);
    }

    @Test
    void aNodeWithoutItsNameIsNoFault() {
        var facts = Logs.readText("""
                2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 9.000 ms  plan:
                	Query Text: SELECT 1
                	  (cost=0.00..8.00 rows=1 width=4) (actual time=0.01..0.02 rows=1 loops=1)
                """).facts();
        assertThat(facts.log().entries()).isEqualTo(1);
    }

    @Test
    void aMysqlEntryWithoutItsStatementIsNamed() {
        var result = Logs.readText("""
                # User@Host: app[app] @ localhost []  Id:    12
                # Query_time: 2.500000  Lock_time: 2.000000 Rows_sent: 1  Rows_examined: 1000
                """);
        assertThat(result.reading().problems().getFirst().place()).isEqualTo("line 2");
    }

    @Test
    void aLineWithoutEndIsCut() {
        var log = new StringBuilder("2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 9.000 ms  statement: SELECT 'a");
        log.append("x".repeat(3_000_000)).append("'\n");
        log.append("2026-11-22 08:00:01.000 UTC [7] LOG:  duration: 9.000 ms  statement: SELECT 2\n");
        var facts = Logs.readText(log.toString()).facts();
        assertThat(facts.log().entries()).isEqualTo(2);
        assertThat(facts.log().distinct()).isEqualTo(1);
    }

    @Test
    void statementsBeyondTheLimitAreOneStatement() {
        var log = new StringBuilder();
        for (int i = 0; i < StatementTable.MOST + 500; i++) {
            log.append("2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 1.000 ms  statement: SELECT c")
                    .append(i)
                    .append("\n");
        }
        var result = Logs.readText(log.toString());
        assertThat(result.facts().log().entries()).isEqualTo(StatementTable.MOST + 500);
        // The first one beyond the limit drops all but those that are kept; none comes back.
        assertThat(result.statement("(other statements)").count())
                .isEqualTo(StatementTable.MOST + 1 - StatementTable.KEPT);
        assertThat(result.facts().log().distinct()).isEqualTo(StatementTable.MOST + 500);
    }
}
