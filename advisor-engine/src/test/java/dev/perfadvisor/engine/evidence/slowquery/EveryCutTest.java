package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small logs of each format, cut at every byte. Where a file is read in parts, each part begins at the first record after
 * its cut, and the parts say together what the whole says. A file that is really cut inside of a record loses that record
 * at most.
 */
final class EveryCutTest {

    private static final int SIZE = 6_000;

    /** Each cut of this one reads twice. */
    private static final int SMALL = 700;

    /** @param text one character a byte */
    private record Log(String text, String format) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }

        SlowQueryAccumulator part(int from, int to) {
            return Logs.read(Arrays.copyOfRange(bytes(), from, to), format).accumulator();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mariadb.log",
                "postgres.log",
                "postgres.csv",
                "postgres.json",
                "plans.log",
                "server-events.log",
                "mongodb.log",
                "mysql9.log"
            })
    void partsThatBeginAtRecordsSayWhatTheWholeSays(String name) {
        Log log = log(name, SIZE);
        var whole = log.part(0, log.bytes().length).facts();
        var reader = new SlowQueryReader();
        int last = -2;
        for (int cut = 0; cut < log.bytes().length; cut++) {
            int start = reader.recordStart(log.format(), log.bytes(), cut, log.bytes().length);
            if (start == last || start < 0) {
                continue;
            }
            last = start;
            assertThat(start).isGreaterThan(cut);
            var merged = log.part(0, start);
            merged.merge(log.part(start, log.bytes().length));
            assertThat(merged.facts()).as(name + " cut at byte " + cut).isEqualTo(whole);
        }
        assertThat(last).as("records were found").isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mariadb.log", "postgres.log", "postgres.csv", "postgres.json", "mongodb.log"})
    void filesCutInsideOfARecordLoseThatOneAtMost(String name) {
        Log log = log(name, SMALL);
        long whole = log.part(0, log.bytes().length).facts().log().entries();
        for (int cut = 0; cut <= log.bytes().length; cut++) {
            var merged = log.part(0, cut);
            merged.merge(log.part(cut, log.bytes().length));
            assertThat(merged.facts().log().entries())
                    .as(name + " cut at byte " + cut)
                    .isBetween(whole - 1, whole);
        }
    }

    /** PostgreSQL ends all lines; the other formats tell a cut record by its form. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres.log", "plans.log", "server-events.log"})
    void aLogThatEndsWithinALineIsNotWhole(String name) {
        Log log = log(name, SMALL);
        for (int cut = 1; cut < log.bytes().length; cut++) {
            if (log.bytes()[cut - 1] != '\n') {
                assertThat(Logs.read(Arrays.copyOf(log.bytes(), cut), log.format())
                                .reading())
                        .as(name + " cut at byte " + cut)
                        .isNotInstanceOf(Reading.Complete.class);
            }
        }
    }

    /** The first records of a log, whole ones. */
    private static Log log(String name, int least) {
        byte[] all = Logs.bytes(name);
        String format = Logs.format(all).orElseThrow();
        int end = Math.min(least, all.length);
        int next = new SlowQueryReader().recordStart(format, all, end, all.length);
        int size = next < 0 ? all.length : next;
        return new Log(new String(all, 0, size, StandardCharsets.ISO_8859_1), format);
    }
}
