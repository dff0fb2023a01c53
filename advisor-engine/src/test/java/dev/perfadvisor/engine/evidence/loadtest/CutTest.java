package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A file that ends anywhere keeps every whole record before that place. */
class CutTest {

    private record Case(String name, String format, String ofRequests, byte[] bytes) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "k6 NDJSON",
                    "k6-ndjson",
                    "\"metric\":\"http_req_duration\"",
                    Sample.bytes("0.49.0/points.ndjson.gz")),
            new Case("k6 CSV", "k6-csv", "http_req_duration,", Sample.bytes("0.49.0/points.csv.gz")),
            new Case("JTL CSV", "jmeter-csv", "HTTP", Sample.bytes("other/small.csv")),
            new Case("Gatling", "gatling-text", "REQUEST\t", Sample.bytes("other/gatling-text.log.gz")));

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(CASES);
    }

    @Property(tries = 400)
    void wholeRecordsAreKept(
            @ForAll("cases") Case of, @ForAll @net.jqwik.api.constraints.LongRange(min = 0) long place) {
        int end = (int) (place % (of.bytes().length + 1));
        var cut = Arrays.copyOf(of.bytes(), end);
        var into = new LoadTestAccumulator();
        var reading = Sample.read("a1", of.format(), cut, into);

        var text = new String(cut, UTF_8);
        int lastLine = text.lastIndexOf('\n') + 1;
        long whole = requests(of, text.substring(0, lastLine));
        var rest = text.substring(lastLine);
        long read = into.points().count(Metric.DURATION);

        assertThat(read).as("%s cut at %d", of.name(), end).isBetween(whole, whole + (rest.isEmpty() ? 0 : 1));
        if (reading instanceof Reading.Complete && !rest.isEmpty()) {
            // All of the last line was there but for its end, or it is of no metric that is read.
            var alone = new LoadTestAccumulator();
            var heading = text.substring(0, text.indexOf('\n') + 1);
            assertThat(Sample.read("a1", of.format(), (heading + rest + "\n").getBytes(UTF_8), alone))
                    .as("%s cut at %d", of.name(), end)
                    .isNotInstanceOf(Reading.Partial.class);
        }
        if (whole > 0) {
            assertThat(reading).isNotInstanceOf(Reading.Rejected.class);
        }
    }

    private static long requests(Case of, String text) {
        return text.lines()
                .filter(line -> line.startsWith(of.ofRequests())
                        || (line.startsWith("{")
                                && line.contains(of.ofRequests())
                                && line.contains("\"type\":\"Point\""))
                        || (of.format().equals("jmeter-csv") && !line.startsWith("timeStamp")))
                .count();
    }
}
