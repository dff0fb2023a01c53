package dev.perfadvisor.engine.evidence.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.ReadProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read depends neither on the number of processors nor on the memory that there is. */
class JfrMemoryTest {

    private static final long PLENTY = 1L << 30;

    /** Less than the 1.3 MB of {@link Recordings#SEQUENTIAL_CALLS}, so that it goes to a file. */
    private static final long SCARCE = 1L << 20;

    private static final byte[] SMALL = Recordings.POOL_WAIT;
    private static final byte[] LARGE = Recordings.SEQUENTIAL_CALLS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void processorsChangeNothing(int workers) {
        var recording = Recordings.join(List.of(LARGE, SMALL, Recordings.LEAK));

        var read = Recordings.read(recording, new JfrReader(workers, PLENTY));

        assertThat(read.facts())
                .isEqualTo(Recordings.read(recording, new JfrReader(3, PLENTY)).facts());
    }

    static List<byte[]> recordings() {
        var garbage = new byte[30_000];
        new Random(7).nextBytes(garbage);
        var cut = Arrays.copyOf(LARGE, 1_200_000);
        var killed = LARGE.clone();
        Arrays.fill(killed, 8, 32, (byte) 0);
        Arrays.fill(killed, 40, 48, (byte) 0);
        killed[64] = 1;
        var blocked = LARGE.clone();
        Arrays.fill(blocked, 600_000, 604_096, (byte) 0xFF);
        return List.of(
                Recordings.join(List.of(LARGE, SMALL)),
                Recordings.join(List.of(SMALL, LARGE, LARGE)),
                Recordings.join(List.of(LARGE, garbage, SMALL)),
                Recordings.join(List.of(cut, SMALL)),
                Recordings.join(List.of(killed, SMALL)),
                Recordings.join(List.of(blocked, SMALL)),
                cut);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void chunkReadThroughAWindowIsTheChunk(byte[] recording) {
        var windowed = Recordings.read(recording, new JfrReader(2, SCARCE));
        var whole = Recordings.read(recording, new JfrReader(2, PLENTY));

        assertThat(windowed.facts()).isEqualTo(whole.facts());
        assertThat(causes(windowed)).isEqualTo(causes(whole));
    }

    @Test
    void chunkBeyondTheMemoryIsComplete() {
        assertThat(causes(Recordings.read(LARGE, new JfrReader(1, SCARCE)))).isEmpty();
    }

    private static List<String> causes(Recordings.Read read) {
        return read.reading().problems().stream().map(ReadProblem::toString).toList();
    }
}
