package dev.perfadvisor.engine.evidence.slowquery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowQueryReaderTest {

    @Test
    void theThreeFormatsOfPostgresAgree() {
        var text = Logs.read("postgres.log").facts();
        var csv = Logs.read("postgres.csv").facts();
        var json = Logs.read("postgres.json").facts();

        assertThat(text.log().entries())
                .isEqualTo(csv.log().entries())
                .isEqualTo(json.log().entries());
        assertThat(text.log().statementTime())
                .isEqualTo(csv.log().statementTime())
                .isEqualTo(json.log().statementTime());
        assertThat(text.log().sessions())
                .isEqualTo(csv.log().sessions())
                .isEqualTo(json.log().sessions());
        assertThat(text.statements())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("source")
                .isEqualTo(csv.statements())
                .isEqualTo(json.statements());
    }

    @Test
    void nestedLoopsAreRunsOfBothStatements() {
        var result = Logs.read("nested-loops.csv");
        var parent = result.statement("select id, placed_at, status, total_cents from orders where customer_id");
        var items = result.statement("select product_id, qty, price_cents from order_item");
        var titles = result.statement("select title from product");

        var itemRuns = requireNonNull(items.runs());
        assertThat(itemRuns.count()).isPositive();
        assertThat(itemRuns.parent()).isEqualTo(parent.id());
        assertThat(itemRuns.share()).isGreaterThan(0.9);
        assertThat(requireNonNull(titles.runs()).meanLength()).isGreaterThan(itemRuns.meanLength());
        assertThat(itemRuns.timeMean()).isGreaterThan(items.mean().multipliedBy(20));
        assertThat(requireNonNull(parent.runs()).count()).isZero();
    }

    @Test
    void aPlanAndItsStatementAreOneExecution() {
        var facts = Logs.read("missing-index.log").facts();
        var slow = facts.statements().getFirst();
        assertThat(slow.fingerprint())
                .startsWith("select id, placed_at, status, total_cents from orders where customer_id = ?");
        assertThat(slow.count()).isEqualTo(28);
        assertThat(Logs.plan(slow).scannedTable()).isEqualTo("orders");
        assertThat(Logs.plan(slow).scanFilterColumns()).containsExactly("customer_id");
        assertThat(Logs.plan(slow).rowsRemovedPerCall()).isCloseTo(200_000, within(100.0));
        assertThat(slow.filterColumns()).containsExactly("customer_id");
        assertThat(Logs.plan(slow).scanFilter()).matches("\\(customer_id = '\\d+'::bigint\\)");
        assertThat(Logs.plan(facts.withoutLiterals().statements().getFirst()).scanFilter())
                .isEqualTo("(customer_id = ?::bigint)");
        assertThat(slow.source().locator()).startsWith("line ");
    }

    @Test
    void textPlansTellSpillsAndCasts() {
        var result = Logs.read("plans.log");
        var cast = result.statement("select id, status from orders where id = ?::numeric");
        assertThat(cast.functionOnColumn()).isEqualTo("(id)::numeric");
        var sorted = result.statement("select id, total from orders where total > ?");
        assertThat(Logs.plan(sorted).sortSpill()).isTrue();
        assertThat(sorted.offsetMax()).isEqualTo(20_000);
        assertThat(result.statement("select id from customers where lower(email)")
                        .functionOnColumn())
                .isEqualTo("LOWER(email)");
        assertThat(result.statement("select id, title from products where title like")
                        .leadingWildcard())
                .isTrue();
    }

    @Test
    void mariadbFiguresAreThoseOfTheLog() {
        var result = Logs.read("mariadb.log");
        var facts = result.facts();
        assertThat(facts.log().dialect()).isEqualTo("mariadb");
        assertThat(facts.log().entries()).isEqualTo(373);
        assertThat(facts.log().from()).isEqualTo(Instant.ofEpochSecond(1795330899));

        var phone = result.statement("select id, name from customers where phone");
        assertThat(phone.fullScanRatio()).isEqualTo(1);
        assertThat(phone.rowsExaminedPerCall()).isEqualTo(50_000);
        assertThat(Logs.plan(phone).unusableIndex()).isEqualTo("phone");
        assertThat(Logs.plan(phone).scannedTable()).isEqualTo("customers");

        var newest = result.statement("select id, customer_id, status from orders order by id desc limit ?");
        assertThat(newest.fullScanRatio()).isEqualTo(1);
        assertThat(newest.rowsExaminedPerCall()).isEqualTo(50);
        assertThat(Logs.plan(newest).scannedTable()).isEmpty();
        assertThat(newest.orderColumns()).containsExactly("id");

        var byKey = result.statement("select id, name, email, phone from customers where id = ?");
        assertThat(byKey.fullScanRatio()).isZero();
        assertThat(byKey.waitSuspect()).isNull();
    }

    @Test
    void mysqlWritesItsTimesAndExtraFiguresInItsOwnWay() {
        var result = Logs.readText("""
                /usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:
                Tcp port: 3306  Unix socket: /tmp/mysql.sock
                Time                 Id Command    Argument
                # Time: 2026-11-22T07:00:02.500000Z
                # User@Host: app[app] @ localhost []  Id:    12
                # Query_time: 2.500000  Lock_time: 2.000000 Rows_sent: 1  Rows_examined: 1000 Thread_id: 12 Errno: 0 Read_first: 1 Read_rnd_next: 1001 Created_tmp_disk_tables: 1 Created_tmp_tables: 2
                use shop;
                SET timestamp=1795330800;
                SELECT *
                FROM t -- all of it
                WHERE LOWER(a) = 'x';
                # Time: 2026-11-22T07:00:03.500000Z
                # User@Host: app[app] @ localhost []  Id:    12
                # Query_time: 0.000100  Lock_time: 0.000000 Rows_sent: 0  Rows_examined: 0
                # administrator command: Quit;
                """);
        assertThat(result.reading()).isInstanceOf(Reading.Complete.class);
        var facts = result.facts();
        assertThat(facts.log().dialect()).isEqualTo("mysql");
        assertThat(facts.log().from()).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
        assertThat(facts.log().entries()).isEqualTo(2);
        var statement = facts.statements().getFirst();
        assertThat(statement.fingerprint()).isEqualTo("select * from t where lower(a) = ?");
        assertThat(statement.lockShare()).isEqualTo(0.8);
        assertThat(statement.fullScanRatio()).isEqualTo(1);
        assertThat(statement.tempOnDiskRatio()).isEqualTo(1);
        assertThat(statement.examinedPerSent()).isEqualTo(1000);
        assertThat(statement.selectStar()).isTrue();
        assertThat(statement.source().locator()).isEqualTo("line 4");
    }

    @Test
    void parsingAndBindingIsTimeOfTheStatementButNoExecution() {
        var statement = Logs.readText("""
                2026-11-22 08:00:00.100 UTC [7] LOG:  duration: 1.000 ms  parse <unnamed>: SELECT a FROM t WHERE b LIKE $1 LIMIT 5 OFFSET $2
                2026-11-22 08:00:00.100 UTC [7] LOG:  duration: 2.000 ms  bind <unnamed>: SELECT a FROM t WHERE b LIKE $1 LIMIT 5 OFFSET $2
                2026-11-22 08:00:00.100 UTC [7] DETAIL:  parameters: $1 = '%it''s', $2 = '7000'
                2026-11-22 08:00:00.107 UTC [7] LOG:  duration: 4.000 ms  execute <unnamed>: SELECT a FROM t WHERE b LIKE $1 LIMIT 5 OFFSET $2
                2026-11-22 08:00:00.107 UTC [7] DETAIL:  parameters: $1 = '%it''s', $2 = '7000'
                """).facts().statements().getFirst();
        assertThat(statement.count()).isEqualTo(1);
        assertThat(statement.total()).isEqualTo(Duration.ofMillis(7));
        assertThat(statement.max()).isEqualTo(Duration.ofMillis(4));
        assertThat(statement.mean()).isEqualTo(Duration.ofMillis(4));
        assertThat(statement.preparing()).isEqualTo(Duration.ofMillis(3));
        assertThat(statement.offsetMax()).isEqualTo(7000);
        assertThat(statement.leadingWildcard()).isTrue();
        assertThat(requireNonNull(statement.runs()).distinctParameters()).isEqualTo(1);
        assertThat(statement.rowsExaminedPerCall()).isNull();
        assertThat(statement.fullScanRatio()).isNull();
    }

    @Test
    void waitsTransactionsAndErrors() {
        var result = Logs.readText("""
                2026-11-22 08:00:00.000 UTC [7] LOG:  duration: 0.100 ms  statement: BEGIN
                2026-11-22 08:00:00.010 UTC [7] LOG:  duration: 0.500 ms  statement: UPDATE t SET v = 1 WHERE id = 3
                2026-11-22 08:00:01.000 UTC [8] LOG:  process 8 still waiting for ShareLock on transaction 5206 after 900.000 ms
                2026-11-22 08:00:01.000 UTC [8] STATEMENT:  UPDATE t SET v = 2 WHERE id = 3
                2026-11-22 08:00:03.010 UTC [7] LOG:  duration: 1.000 ms  statement: COMMIT
                2026-11-22 08:00:03.020 UTC [8] LOG:  process 8 acquired ShareLock on transaction 5206 after 2920.000 ms
                2026-11-22 08:00:03.020 UTC [8] STATEMENT:  UPDATE t SET v = 2 WHERE id = 3
                2026-11-22 08:00:03.020 UTC [8] LOG:  duration: 2921.000 ms  statement: UPDATE t SET v = 2 WHERE id = 3
                2026-11-22 08:00:04.000 UTC [9] ERROR:  deadlock detected
                2026-11-22 08:00:04.000 UTC [9] DETAIL:  Process 9 waits for ShareLock on transaction 1; blocked by process 8.
                2026-11-22 08:00:04.000 UTC [9] ERROR:  canceling statement due to statement timeout
                2026-11-22 08:00:04.000 UTC [9] ERROR:  duplicate key value violates unique constraint "t_pkey"
                2026-11-22 08:00:05.000 UTC [10] FATAL:  sorry, too many clients already
                2026-11-22 08:00:05.000 UTC [11] FATAL:  terminating connection due to idle-in-transaction timeout
                2026-11-22 08:00:06.000 UTC [12] LOG:  temporary file: path "base/pgsql_tmp/pgsql_tmp12.0", size 4243456
                2026-11-22 08:00:06.000 UTC [12] LOG:  duration: 90.000 ms  statement: SELECT a FROM t ORDER BY a
                """);
        var events = result.facts().events();
        assertThat(events.lockWaits()).isEqualTo(1);
        assertThat(events.lockWaitTotal()).isEqualTo(Duration.ofMillis(2920));
        assertThat(events.deadlocks()).isEqualTo(1);
        assertThat(events.cancelled()).isEqualTo(1);
        assertThat(events.connectionsRefused()).isEqualTo(1);
        assertThat(events.idleInTransactionTimeouts()).isEqualTo(1);
        assertThat(events.tempFiles()).isEqualTo(1);
        assertThat(events.tempFileBytes()).isEqualTo(4243456);
        assertThat(events.transactionMax()).isEqualTo(Duration.ofMillis(3010).plusNanos(100_000));
        assertThat(events.idleInTransactionMax()).isEqualTo(Duration.ofMillis(2999));
        assertThat(events.errors()).containsKey("duplicate key value violates unique constraint \"t_pkey\"");
        assertThat(result.statement("update t").lockShare()).isCloseTo(2920 / 2921.5, within(1e-9));
        assertThat(result.statement("select a").tempOnDiskRatio()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "2026-11-22 08:00:00 UTC:10.0.0.1(34318):app@shop:[77]:LOG:  duration: 5.000 ms  statement: SELECT 1",
                "2026-11-22 09:00:00.000 CET [77-3] app@shop LOG:  duration: 5.000 ms  statement: SELECT 1",
                "app shop 2026-11-22 10:00:00+02 pid=77 LOG:  duration: 5.000 ms  statement: SELECT 1",
                "2026-11-22 08:00:00 GMT user=app,db=shop,client=[local] 77 LOG:  duration: 5.000 ms  statement: SELECT 1",
                "Nov 22 08:00:00 db1 postgres[77]: [5-1] 2026-11-22 08:00:00 UTC LOG:  duration: 5.000 ms  statement: SELECT 1"
            })
    void prefixesOfAnyOrder(String line) {
        var log =
                line.equals("%s") ? "2026-11-22 08:00:00 UTC [77] LOG:  duration: 5.000 ms  statement: SELECT 1" : line;
        var facts = Logs.readText(log + "\n").facts();
        assertThat(facts.log().entries()).isEqualTo(1);
        assertThat(facts.log().sessions()).isEqualTo(1);
        assertThat(facts.log().to()).isEqualTo(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Test
    void durationsMayComeAfterTheirStatement() {
        var result = Logs.readText("""
                2026-11-22 08:00:00.000 UTC [7] LOG:  statement: SELECT a FROM t
                2026-11-22 08:00:00.010 UTC [7] LOG:  duration: 9.000 ms
                2026-11-22 08:00:00.020 UTC [8] LOG:  duration: 3.000 ms
                """);
        assertThat(result.facts().log().entries()).isEqualTo(2);
        assertThat(result.statement("select a from t").total()).isEqualTo(Duration.ofMillis(9));
        assertThat(result.statement("(text not logged)").count()).isEqualTo(1);
    }

    @Test
    void aQuietServerIsReadAndHasNothingToTell() {
        var result = Logs.readText("""
                2026-11-22 08:45:34.165 UTC [12818] LOG:  database system was shut down at 2026-11-22 08:45:33 UTC
                2026-11-22 08:45:44.171 UTC [12814] LOG:  database system is ready to accept connections
                """);
        assertThat(result.reading()).isInstanceOf(Reading.Complete.class);
        var facts = result.facts();
        assertThat(facts.log().entries()).isZero();
        assertThat(facts.log().threshold()).isNull();
        assertThat(facts.log().length()).isEqualTo(Duration.ofMillis(10_006));
        assertThat(facts.statements()).isEmpty();
    }

    @Test
    void anUpdateThatWaitsForRowsIsSuspect() {
        var log = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            int millis = i % 4 == 0 ? 400 : 1;
            log.append(
                    "2026-11-22 08:00:%02d.%03d UTC [%d] LOG:  duration: %d.000 ms  statement: UPDATE stock SET n = n - 1 WHERE id = %d%n"
                            .formatted(i / 2, 500 * (i % 2), i % 5, millis, i));
        }
        var statement = Logs.readText(log.toString()).facts().statements().getFirst();
        assertThat(statement.waitSuspect()).isCloseTo(10_000.0 / 10_075, within(0.01));
        assertThat(statement.filterColumns()).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb.log", "postgres.log", "postgres.csv", "postgres.json"})
    void aByteOrderMarkAndWindowsLineEndsChangeNothing(String name) {
        byte[] log = Logs.bytes(name);
        var text = new String(log, StandardCharsets.ISO_8859_1);
        // A statement of several lines keeps its own line ends, which its fingerprint does not show.
        byte[] windows = ("\u00EF\u00BB\u00BF" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.ISO_8859_1);
        var format = Logs.format(log).orElseThrow();

        assertThat(Logs.format(windows)).contains(format);
        var read = Logs.read(windows, format);
        var plain = Logs.read(log, format).facts();
        assertThat(read.reading()).isEqualTo(new Reading.Complete());
        assertThat(read.facts().log()).isEqualTo(plain.log());
        assertThat(read.facts().statements().stream()
                        .map(SlowQueryFacts.Statement::fingerprint)
                        .toList())
                .isEqualTo(plain.statements().stream()
                        .map(SlowQueryFacts.Statement::fingerprint)
                        .toList());
    }
}
