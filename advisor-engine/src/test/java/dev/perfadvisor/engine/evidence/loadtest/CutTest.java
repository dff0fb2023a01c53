package dev.perfadvisor.engine.evidence.loadtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that ends anywhere keeps every whole record before that place. */
class CutTest {

    /** A file of each kind that has a line for each measurement. */
    enum Case {
        K6_NDJSON("k6-ndjson", "\"metric\":\"http_req_duration\"", "0.49.0/points.ndjson.gz"),
        K6_CSV("k6-csv", "http_req_duration,", "0.49.0/points.csv.gz"),
        JTL_CSV("jmeter-csv", "", "other/small.csv"),
        GATLING("gatling-text", "REQUEST\t", "other/gatling-text.log.gz");

        private final String format;
        private final String ofRequests;
        private final String file;

        Case(String format, String ofRequests, String file) {
            this.format = format;
            this.ofRequests = ofRequests;
            this.file = file;
        }

        private long requests(String text) {
            return text.lines()
                    .filter(line -> switch (this) {
                        case K6_NDJSON -> line.contains(ofRequests) && line.contains("\"type\":\"Point\"");
                        case K6_CSV, GATLING -> line.startsWith(ofRequests);
                        case JTL_CSV -> !line.startsWith("timeStamp");
                    })
                    .count();
        }
    }

    @Property(tries = 400)
    void wholeRecordsAreKept(@ForAll Case of, @ForAll @LongRange(min = 0) long place) {
        var bytes = Sample.bytes(of.file);
        int end = (int) (place % (bytes.length + 1));
        var cut = Arrays.copyOf(bytes, end);
        var into = new LoadTestAccumulator();
        var reading = Sample.read("a1", of.format, cut, into);

        var text = new String(cut, UTF_8);
        int lastLine = text.lastIndexOf('\n') + 1;
        long whole = of.requests(text.substring(0, lastLine));
        var rest = text.substring(lastLine);
        long read = into.points().count(Metric.DURATION);

        assertThat(read).as("%s cut at %d", of, end).isBetween(whole, whole + (rest.isEmpty() ? 0 : 1));
        if (of != Case.K6_NDJSON && !rest.isEmpty()) {
            assertThat(reading).as("%s cut at %d", of, end).isNotInstanceOf(Reading.Complete.class);
        }
        if (reading instanceof Reading.Complete && !rest.isEmpty()) {
            // All of the last line was there but for its end, or it is of no metric that is read.
            var alone = new LoadTestAccumulator();
            var heading = text.substring(0, text.indexOf('\n') + 1);
            assertThat(Sample.read("a1", of.format, (heading + rest + "\n").getBytes(UTF_8), alone))
                    .as("%s cut at %d", of, end)
                    .isNotInstanceOf(Reading.Partial.class);
        }
        if (whole > 0) {
            assertThat(reading).isNotInstanceOf(Reading.Rejected.class);
        }
    }

    /** What a tool printed and a copy lost the end of: no figure that may be cut is told, and the file is not whole. */
    @ParameterizedTest
    @ValueSource(strings = {"other/ab.txt", "other/hey.txt", "other/wrk.txt", "stdout/dropped.txt"})
    void aSummaryThatEndsWithinALineIsNotWhole(String name) {
        var text = new String(Sample.bytes(name), UTF_8);
        long whole = Sample.read(text).facts().run().requests();
        for (int end = 1; end < text.length(); end++) {
            var cut = text.substring(0, end);
            if (cut.endsWith("\n")) {
                continue;
            }
            var into = new LoadTestAccumulator();
            var reading = Sample.format(cut.getBytes(UTF_8))
                    .map(format -> Sample.read("a1", format, cut.getBytes(UTF_8), into));
            assertThat(reading).as("%s cut at %d", name, end).isNotEqualTo(Optional.of(new Reading.Complete()));
            if (!name.equals("other/hey.txt")) {
                // hey prints no count of all requests, but one a status.
                assertThat(into.facts().run().requests())
                        .as("%s cut at %d", name, end)
                        .isIn(0L, whole);
            }
        }
    }
}
