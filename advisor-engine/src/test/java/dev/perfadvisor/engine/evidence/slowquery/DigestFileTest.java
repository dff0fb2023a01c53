package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Exports of real servers; sums were counted with other programs. */
final class DigestFileTest {

    @Test
    void statementsOfPostgres() {
        var read = Logs.read("pg-stat-statements.csv");
        assertThat(read.reading()).isInstanceOf(Reading.Complete.class);
        assertThat(read.facts().log().entries()).isEqualTo(1_227_011);
        assertThat(read.facts().log().statementTime())
                .isBetween(Duration.ofNanos(441_260_551_000L), Duration.ofNanos(441_260_552_000L));
        var paging = read.statement("select id, total from orders where total > ?");
        assertThat(paging.count()).isEqualTo(67);
        assertThat(paging.rowsSentPerCall()).isEqualTo(100);
        assertThat(paging.min()).isEqualTo(Duration.ofNanos(570_900_554));
        assertThat(paging.p95()).as("nothing of single executions").isNull();
        assertThat(paging.runs()).isNull();
        assertThat(paging.advice().memory()).contains("work_mem = '128MB'");
        assertThat(read.facts().log().threshold()).isNull();
        assertThat(read.facts().server().clients())
                .extracting(ServerFacts.Client::database)
                .contains("bench", "shop");
    }

    @Test
    void digestsOfMysql() {
        var read = Logs.read("performance-schema.tsv");
        assertThat(read.reading()).isInstanceOf(Reading.Complete.class);
        assertThat(read.facts().statements()).hasSize(40);
        assertThat(read.facts().log().dialect()).isEqualTo("mysql");
        var report = read.facts().statements().getFirst();
        assertThat(report.count()).isEqualTo(9);
        assertThat(report.total()).isEqualTo(Duration.ofNanos(567_513_147_200L));
        assertThat(report.rowsExaminedPerCall()).isEqualTo(5570836 / 9.0);
        assertThat(report.tempOnDiskRatio()).isEqualTo(1);
        var lookup = read.statement("select ID, `total`");
        assertThat(lookup.advice().index()).contains("ON orders (customer_id, created_at);");
    }

    @Test
    void jsonOfAnOlderVersion() {
        var read = Logs.readText("""
                [{"query":"select a from t where b = $1","calls":3,"total_time":6.5,"min_time":1,"max_time":4,"rows":3},
                 {"query":"select 1","calls":null,"total_time":1.0}]
                """);
        assertThat(read.statement("select a").total()).isEqualTo(Duration.ofNanos(6_500_000));
        assertThat(read.reading().problems()).hasSize(1);
    }

    @Test
    void damageLosesOneRow() {
        var read = Logs.readText(
                "query,calls,total_exec_time\n\"select 1\",2,3.0\nselect,x\n\"select a\n from t\",1,1.0\n");
        assertThat(read.facts().log().entries()).isEqualTo(3);
        assertThat(read.reading().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place()).isEqualTo("line 3"));
    }
}
