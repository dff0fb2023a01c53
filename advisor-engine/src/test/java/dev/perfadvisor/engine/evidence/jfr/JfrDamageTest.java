package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged recordings: what is sound is read, what is lost is told, and nothing throws or hangs. */
@Timeout(10)
class JfrDamageTest {

    private static final byte[] GOOD = Recordings.SEQUENTIAL_CALLS;
    private static final long EVENTS = 13_112;

    @Test
    void soundRecordingIsComplete() {
        var read = Recordings.read(GOOD);

        assertThat(read.reading()).isEqualTo(new Reading.Complete());
        assertThat(read.events()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 50})
    void cutRecordingKeepsWhatIsThere(int percent) {
        var read = Recordings.read(Arrays.copyOf(GOOD, GOOD.length - GOOD.length / 100 * percent));

        assertThat(causes(read)).anyMatch(cause -> cause.startsWith("the chunk should have 1330623 bytes and has "));
        assertThat(read.events()).isBetween(EVENTS / 4, EVENTS);
    }

    @Test
    void chunkOfAKilledJvmIsReadByAWalk() {
        var killed = GOOD.clone();
        Arrays.fill(killed, 8, 32, (byte) 0);
        Arrays.fill(killed, 40, 48, (byte) 0);
        killed[64] = 1;

        var read = Recordings.read(killed);

        assertThat(causes(read))
                .containsExactly("the chunk was not finished: the JVM was killed or was still recording");
        assertThat(read.events()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24})
    void headerThatLiesDoesNotMislead(int field) {
        var lying = GOOD.clone();
        ByteBuffer.wrap(lying).putLong(field, Long.MAX_VALUE / 2);

        var read = Recordings.read(lying);

        assertThat(read.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(read.events()).isEqualTo(EVENTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0xFF})
    void blockOfOneByteCostsWhatIsInIt(int value) {
        var blocked = GOOD.clone();
        Arrays.fill(blocked, 600_000, 604_096, (byte) value);

        var read = Recordings.read(blocked);

        assertThat(read.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(read.events()).isGreaterThan(EVENTS * 9 / 10);
    }

    @Test
    void garbageAfterAChunkIsPassedOver() {
        var garbage = new byte[50_000];
        new Random(1).nextBytes(garbage);

        var read = Recordings.read(Recordings.join(List.of(GOOD, garbage, Recordings.LEAK)));

        assertThat(causes(read)).containsExactly("50000 bytes are not part of a chunk");
        assertThat(places(read)).containsExactly("byte " + GOOD.length);
        assertThat(read.facts().recording().jvms()).isEqualTo(2);
    }

    @Test
    void goodChunkBeforeACutOneStays() {
        var read = Recordings.read(Recordings.join(List.of(GOOD, Arrays.copyOf(Recordings.LEAK, 500_000))));

        assertThat(read.events()).isGreaterThan(EVENTS);
        assertThat(places(read)).contains("byte " + GOOD.length);
    }

    @Test
    void cutChunkBeforeAGoodOneEndsWhereThatBegins() {
        var read = Recordings.read(Recordings.join(List.of(Arrays.copyOf(Recordings.LEAK, 500_000), GOOD)));

        assertThat(read.events()).isGreaterThan(EVENTS);
        assertThat(read.facts().recording().jvms()).isEqualTo(2);
        assertThat(causes(read)).contains("the chunk should have 1290154 bytes and has 500000");
    }

    @Test
    void headerAloneIsRejected() {
        assertThat(Recordings.read(Arrays.copyOf(GOOD, 68)).reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(Recordings.read(Arrays.copyOf(GOOD, 20)).reading()).isInstanceOf(Reading.Rejected.class);
        assertThat(Recordings.read(new byte[0]).reading()).isInstanceOf(Reading.Rejected.class);
    }

    @Test
    void unfinishedHeaderWithoutMetadataIsRejected() {
        var bytes = Arrays.copyOf(GOOD, 96);
        ByteBuffer.wrap(bytes).putLong(8, 96).putLong(24, 0).put(64, (byte) 1);

        assertThat(Recordings.read(bytes).reading()).isInstanceOf(Reading.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void flippedBitsCostSomeEvents(long seed) {
        var flipped = Recordings.LEAK.clone();
        var random = new Random(seed);
        for (int i = 0; i < 64; i++) {
            int at = 68 + random.nextInt(flipped.length - 68);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
        }

        var read = Recordings.read(flipped);

        assertThat(read.reading()).isInstanceOf(Reading.Partial.class);
        assertThat(read.events()).isBetween(5_000L, 20_200L);
    }

    private static List<String> causes(Recordings.Read read) {
        return read.reading().problems().stream().map(ReadProblem::cause).toList();
    }

    private static List<String> places(Recordings.Read read) {
        return read.reading().problems().stream().map(ReadProblem::place).toList();
    }
}
