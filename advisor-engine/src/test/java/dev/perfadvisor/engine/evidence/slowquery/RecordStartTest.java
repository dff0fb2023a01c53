package dev.perfadvisor.engine.evidence.slowquery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log may be cut anywhere: the place is moved on to the next record, and the parts hold what the whole holds. */
class RecordStartTest {

    private static final int SMALL = 12_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"mariadb.log", "postgres.log", "plans.log", "postgres.csv", "postgres.json", "missing-index.log"
            })
    void partsCutFromAnyByteOnHoldWhatTheWholeHolds(String name) {
        byte[] all = Logs.bytes(name);
        byte[] log = Arrays.copyOf(all, Math.min(all.length, SMALL));
        var format = Logs.format(log).orElseThrow();
        var places = new TreeSet<Integer>();
        for (int at = 0; at < log.length; at++) {
            int start = RecordStart.find(format, log, at, log.length);
            assertThat(start == -1 || (start > at && log[start - 1] == '\n'))
                    .as("from byte %s", at)
                    .isTrue();
            if (start >= 0) {
                places.add(start);
            }
        }
        assertThat(places).hasSizeGreaterThan(5);
        var whole = Logs.read(log, format);
        for (int place : places) {
            var merged = Logs.read(Arrays.copyOf(log, place), format);
            var rest = Logs.read(Arrays.copyOfRange(log, place, log.length), format);
            merged.accumulator().merge(rest.accumulator());
            assertThat(merged.facts()).as("cut at byte %s", place).isEqualTo(whole.facts());
            assertThat(new SlowQueryReader().join(List.of(), merged.accumulator()))
                    .as("cut at byte %s", place)
                    .isEqualTo(whole.reading());
        }
    }
}
