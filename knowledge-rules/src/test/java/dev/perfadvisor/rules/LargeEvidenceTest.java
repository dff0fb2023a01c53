package dev.perfadvisor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.ComparisonReport;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However many different things evidence holds, a report of it can be sent and opened. */
class LargeEvidenceTest {

    private static final int MOST_BYTES = 1_000_000;
    private static final Instant START = Instant.parse("2026-11-22T08:30:00Z");
    private static final Advisor ADVISOR = new Advisor(List.of());

    private static Given given(String name, StringBuilder text) {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Given.OfStream(name, () -> new ByteArrayInputStream(bytes));
    }

    /** Letters alone, as digits are taken for values. */
    private static String word(int number) {
        var letters = new StringBuilder();
        Integer.toString(number).chars().forEach(digit -> letters.append((char) (digit - '0' + 'a')));
        return letters.toString();
    }

    /** Different statements as tools write them, with hundreds of columns, each of which reads a table for one row. */
    private static Given log(int statements) {
        var log = new StringBuilder();
        var columns = "a_column_with_a_long_name, ".repeat(60) + "id";
        for (int i = 0; i < statements; i++) {
            log.append("# Time: %s\n".formatted(START.plusMillis(10L * i)))
                    .append("# User@Host: app[app] @ host-%d [10.0.%d.%d]  Id: %d\n".formatted(i, i / 200, i % 200, i))
                    .append("# Query_time: %.3f  Lock_time: 0.001  Rows_sent: 1  Rows_examined: 900000\n"
                            .formatted(1 + 1.0 / (1 + i)))
                    .append("SET timestamp=%d;\n".formatted(START.getEpochSecond() + i / 100))
                    .append("select %s from orders_%s where upper(city) = 'x' order by b limit 10 offset 90000;\n"
                            .formatted(columns, word(i)));
        }
        return given("mysql-slow.log", log);
    }

    private static Given load(int endpoints) {
        var jtl = new StringBuilder(
                "timeStamp,elapsed,label,responseCode,success,bytes,grpThreads,allThreads,Latency,Connect\n");
        for (int i = 0; i < 6 * endpoints; i++) {
            var label = "GET /shop/" + "a-long-name/".repeat(20) + word(i % endpoints);
            jtl.append("%d,%d,%s,%d,%b,621,20,20,308,1\n"
                    .formatted(
                            START.toEpochMilli() + 5L * i, 100 + i % 2000, label, i % 9 == 0 ? 503 : 200, i % 9 != 0));
        }
        return given("run.jtl", jtl);
    }

    private static int size(String html) {
        return html.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int report(int different) {
        var result =
                ADVISOR.diagnose(new Problem("it is slow"), List.of(log(different), load(different)), Progress.SILENT);
        assertThat(result.artifacts())
                .hasSize(2)
                .allMatch(artifact -> artifact.reading().status().equals("complete"));
        assertThat(result.diagnosis().findings()).hasSizeGreaterThan(5);
        return size(Renderer.render(result, Format.HTML, Style.plain()));
    }

    @Test
    void theReportDoesNotGrowWithIt() {
        int few = report(600);
        int many = report(6000);
        assertThat(many).isLessThan(MOST_BYTES).isLessThan(few + few / 4);
    }

    @Test
    void norDoesThatOfAComparison() {
        var run = new RunEvidence("run", List.of(log(3000), load(3000)));
        var other = new RunEvidence("other", List.of(log(2000), load(2000)));
        var comparison = new Comparisons(ADVISOR).compare(List.of(run), List.of(other), Progress.SILENT);
        assertThat(size(ComparisonReport.render(comparison, Format.HTML, Style.plain())))
                .isLessThan(MOST_BYTES);
    }
}
