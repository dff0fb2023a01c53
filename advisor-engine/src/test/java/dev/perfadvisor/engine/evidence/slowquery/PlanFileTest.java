package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of one query that real servers wrote: all say that 59,988 of 60,000 rows were thrown away. */
final class PlanFileTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan-psql.txt",
                "plan-json.txt",
                "plan-yaml.txt",
                "plan-xml.txt",
                "plan-mariadb-analyze.json",
                "plan-mysql9-analyze.json",
                "plan-mysql9-analyze.txt"
            })
    void plansWithWhatHappened(String name) {
        var read = Logs.read(name);
        assertThat(read.reading()).isInstanceOf(Reading.Complete.class);
        var statement = read.statement(PlanFile.STATEMENT);
        var plan = Logs.plan(statement);
        assertThat(plan.scannedTable()).isEqualTo("orders");
        assertThat(plan.rowsRemovedPerCall()).isEqualTo(59_988);
        assertThat(plan.rowsKeptPerCall()).isEqualTo(12);
        assertThat(statement.count()).isEqualTo(1);
        assertThat(statement.total()).isPositive();
        assertThat(statement.advice().index()).contains(" idx_orders_customer_id ON orders (customer_id);");
        assertThat(read.facts().log().threshold()).isNull();
    }

    @Test
    void timeIsThatOfTheExecution() {
        assertThat(Logs.read("plan-mariadb-analyze.json")
                        .statement(PlanFile.STATEMENT)
                        .total())
                .isEqualTo(Duration.ofNanos(104_960_895));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan-mariadb.json", "plan-mysql9-json.json", "plan-mysql8.json"})
    void plansWithExpectationsOnlyDoNotTellWhatHappened(String name) {
        var statement = Logs.read(name).statement(PlanFile.STATEMENT);
        assertThat(statement.count()).isZero();
        assertThat(Logs.plan(statement).rowsRemovedPerCall()).isNull();
        assertThat(Logs.plan(statement).scannedTable()).isEqualTo("orders");
    }

    @Test
    void sortsThatWentToDiskSayHowMuch() {
        var statement = Logs.read("plan-sort.txt").statement(PlanFile.STATEMENT);
        assertThat(Logs.plan(statement).sortSpill()).isTrue();
        assertThat(Logs.plan(statement).spillBytes()).isEqualTo(1_824 * 1024);
        assertThat(statement.advice().memory()).startsWith("SET LOCAL work_mem = '8MB'");
    }

    @Test
    void treeOfMysql() {
        var statement = Logs.readText("""
                -> Filter: (orders.customer_id = 5)  (cost=40300 rows=39900) (actual time=0.1..200 rows=12 loops=1)
                    -> Table scan on orders  (cost=40300 rows=398961) (actual time=0.1..180 rows=400000 loops=1)
                """).statement(PlanFile.STATEMENT);
        assertThat(statement.total()).isEqualTo(Duration.ofMillis(200));
        assertThat(Logs.plan(statement).rowsRemovedPerCall()).isEqualTo(399_988);
        assertThat(Logs.plan(statement).misestimate()).isEqualTo(3325);
    }

    /** A column that is worked out has none, and a window that is asked for its first rows ends what is below it early. */
    @Test
    void whatHasNoStatisticsIsNotMisestimatedByOldOnes() {
        var plan = """
                Aggregate  (cost=46464.49..46464.50 rows=1 width=32) (actual time=245.402..245.405 rows=1 loops=1)
                  ->  Subquery Scan on sorted  (cost=37002.37..46461.12 rows=1351 width=7) (actual time=245.394..245.397 rows=1 loops=1)
                        Filter: (sorted.line = '1846'::bigint)
                        Rows Removed by Filter: 1845
                        ->  WindowAgg  (cost=37002.37..43082.99 rows=270250 width=44) (actual time=244.528..245.326 rows=1846 loops=1)
                              Run Condition: (row_number() OVER (?) <= '1846'::bigint)
                              ->  Sort  (cost=37002.37..37677.99 rows=270250 width=36) (actual time=244.510..244.858 rows=1848 loops=1)
                                    Sort Key: reading.note DESC, reading.batch_id, reading.tank
                                    Sort Method: external merge  Disk: 13248kB
                                    ->  Seq Scan on reading  (cost=0.00..5228.50 rows=270250 width=36) (actual time=0.015..22.330 rows=270122 loops=1)
                Execution Time: 247.1 ms
                """;
        assertThat(Logs.plan(Logs.readText(plan).statement(PlanFile.STATEMENT)).misestimate())
                .isLessThan(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            [{"Plan": {"Node Type": "Seq Scan"
            <explain><Query><Plan><Node-Type>Seq Scan</Node-Type>
            <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><explain><Query><Plan><Node-Type>&e;</Node-Type></Plan></Query></explain>
            {"query_block": {"table": {"table_name": "t"
            - Plan:   Node Type: "Seq: Scan
            """)
    void damageIsTold(String text) {
        assertThat(Logs.readText(text).reading()).isInstanceOf(Reading.Rejected.class);
    }
}
