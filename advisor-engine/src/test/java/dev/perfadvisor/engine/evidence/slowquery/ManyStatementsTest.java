package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More different statements than are kept: the most expensive ones come first whenever they come. */
class ManyStatementsTest {

    private static final int STATEMENTS = 12_000;

    @Test
    void theMostExpensiveStatementIsFoundThoughItComesLast() {
        var facts = Logs.readText(log(0, STATEMENTS) + hot()).facts();
        var first = facts.statements().getFirst();

        assertThat(first.fingerprint()).isEqualTo("select hot from t where id = ?");
        assertThat(first.count()).isEqualTo(100);
        assertThat(first.total()).isEqualTo(Duration.ofSeconds(10));
        assertThat(facts.log().entries()).isEqualTo(STATEMENTS + 100);
        assertThat(facts.log().distinct()).isEqualTo(STATEMENTS + 1);
    }

    @Test
    void nothingIsMissedByMoreThanIsSaid() {
        // Comes again and again, each time too cheap to be kept.
        var text = new StringBuilder();
        for (int part = 0; part < 4; part++) {
            text.append(line("SELECT rare FROM t WHERE id = 1", 0.5)).append(log(part * 5_000, 5_000));
        }
        var facts = Logs.readText(text.toString()).facts();
        var told = facts.statements().stream()
                .filter(statement -> statement.fingerprint().startsWith("select rare"))
                .map(SlowQueryFacts.Statement::total)
                .findFirst()
                .orElse(Duration.ZERO);

        assertThat(facts.log().missedMost()).isPositive();
        assertThat(told.plus(facts.log().missedMost())).isGreaterThanOrEqualTo(Duration.ofMillis(2));
    }

    @Test
    void partsMergedHoldTheSameTotals() {
        var merged = Logs.readText(log(0, 6_000) + hot());
        merged.accumulator().merge(Logs.readText(log(6_000, 6_000) + hot()).accumulator());
        var facts = merged.facts();
        var total =
                facts.statements().stream().map(SlowQueryFacts.Statement::total).reduce(Duration.ZERO, Duration::plus);

        assertThat(facts.statements().getFirst().count()).isEqualTo(200);
        assertThat(facts.log().entries()).isEqualTo(12_200);
        assertThat(total).isLessThanOrEqualTo(facts.log().statementTime());
    }

    private static String hot() {
        return line("SELECT hot FROM t WHERE id = 7", 100).repeat(100);
    }

    private static String log(int from, int count) {
        var text = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            text.append(line("SELECT c" + i + " FROM t WHERE id = " + i, 1));
        }
        return text.toString();
    }

    private static String line(String sql, double milliseconds) {
        return "2026-11-22 07:10:27.476 UTC [8692] app@shop LOG:  duration: " + milliseconds + " ms  statement: " + sql
                + "\n";
    }
}
