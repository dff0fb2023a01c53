package dev.perfadvisor.engine.evidence;

import static dev.perfadvisor.engine.evidence.Takings.STANDARD;
import static dev.perfadvisor.engine.evidence.Takings.TALLY;
import static dev.perfadvisor.engine.evidence.Takings.gzip;
import static dev.perfadvisor.engine.evidence.Takings.lines;
import static dev.perfadvisor.engine.evidence.Takings.lz4;
import static dev.perfadvisor.engine.evidence.Takings.one;
import static dev.perfadvisor.engine.evidence.Takings.problem;
import static dev.perfadvisor.engine.evidence.Takings.sha256;
import static dev.perfadvisor.engine.evidence.Takings.status;
import static dev.perfadvisor.engine.evidence.Takings.take;
import static dev.perfadvisor.engine.evidence.Takings.tally;
import static dev.perfadvisor.engine.evidence.Takings.zip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.perfadvisor.engine.model.Given;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence in archives and under compression, also where these are cut, damaged or hostile. */
class PackedEvidenceTest extends TallyFiles {

    @Test
    void compressionIsTakenOffWhateverItIs() throws IOException {
        assertThat(lines(one(file("gz", gzip(TALLY))))).isEqualTo(3);
        assertThat(lines(one(file("zst", Zstd.compress(TALLY))))).isEqualTo(3);
        assertThat(lines(one(file("lz4", lz4(TALLY))))).isEqualTo(3);
        assertThat(lines(one(file("gz.gz", gzip(gzip(TALLY)))))).isEqualTo(3);
        assertThat(lines(one(file("zst.gz", gzip(Zstd.compress(TALLY)))))).isEqualTo(3);
    }

    @Test
    void gzipOfSeveralMembersIsReadToItsEnd() throws IOException {
        var joined = new ByteArrayOutputStream();
        joined.write(gzip(tally(5_000)));
        joined.write(gzip("one more\n".getBytes(UTF_8)));
        assertThat(lines(one(file("rotated.gz", joined.toByteArray())))).isEqualTo(5_001);
        var slow = take(STANDARD, List.of(new Given.OfStream("-", () -> new Trickle(joined.toByteArray()))));
        assertThat(lines(slow.getFirst())).isEqualTo(5_001);
        assertThat(lines(one(file("rotated.gz.gz", gzip(joined.toByteArray())))))
                .isEqualTo(5_001);
    }

    /** A connection on which little arrives at a time, and that never knows whether more will. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(7, length));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }

    @Test
    void membersOfAnArchiveAreArtifactsOfTheirOwn() throws IOException, NoSuchAlgorithmException {
        var taken =
                take(STANDARD, file("run.zip", zip(Map.of("a.txt", TALLY, "b/c.gz", gzip(TALLY), "d/", new byte[0]))));
        assertThat(taken).extracting(t -> t.artifact().id()).containsExactly("a1.1", "a1.2");
        assertThat(taken.getFirst().artifact().name()).endsWith("run.zip!a.txt");
        assertThat(taken.getFirst().artifact().sha256()).isEqualTo(sha256(TALLY));
        assertThat(taken).allMatch(t -> lines(t) == 3);
    }

    @Test
    void anArchiveWithoutFilesIsTold() throws IOException {
        assertThat(problem(one(file("none.zip", zip(Map.of("d/", new byte[0]))))))
                .isEqualTo("the archive holds no files");
    }

    @Test
    void aMemberThatNamesAPathOutsideIsShownAndNotWritten() throws IOException {
        var before = tree(directory);
        var archive = file("evil.zip", zip(Map.of("../../escaped", TALLY, "/etc/escaped", TALLY)));
        var taken = take(STANDARD, archive);
        assertThat(taken)
                .extracting(t -> t.artifact().name())
                .containsExactly(archive + "!../../escaped", archive + "!/etc/escaped");
        assertThat(taken).allMatch(t -> lines(t) == 3);
        before.add(archive);
        assertThat(tree(directory)).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<Path> tree(Path root) throws IOException {
        try (var walk = Files.walk(root)) {
            return new ArrayList<>(walk.toList());
        }
    }

    @Test
    void archivesInArchivesAreOpenedUpToALimit() throws IOException {
        var nested = TALLY;
        for (int depth = 0; depth < STANDARD.depth(); depth++) {
            nested = zip(Map.of("in", nested));
        }
        var deepest = one(file("nested.zip", nested));
        assertThat(deepest.artifact().id()).isEqualTo("a1.1.1.1.1");
        assertThat(lines(deepest)).isEqualTo(3);

        var tooDeep = one(file("deeper.zip", zip(Map.of("in", nested))));
        assertThat(problem(tooDeep)).isEqualTo("archives are nested over 4 deep");
    }

    @Test
    void compressionIsTakenOffUpToALimit() throws IOException {
        var nested = TALLY;
        for (int depth = 0; depth < STANDARD.depth(); depth++) {
            nested = gzip(nested);
        }
        assertThat(lines(one(file("nested.gz", nested)))).isEqualTo(3);
        assertThat(problem(one(file("deeper.gz", gzip(nested))))).contains("nested over 4 deep");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 40_000})
    void ofACutGzipWhatCameBeforeIsUsed(int lines) throws IOException {
        var whole = gzip(tally(lines));
        var taken = one(file("cut.gz", Arrays.copyOf(whole, whole.length * 3 / 4)));
        assertThat(status(taken)).isEqualTo("partial");
        assertThat(problem(taken)).startsWith("the file breaks off");
        assertThat(lines(taken)).isBetween(lines * 3L / 5, lines - 1L);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 80_000})
    void ofACutZstdWhatCameBeforeIsUsed(int lines) throws IOException {
        var whole = Zstd.compress(tally(lines));
        var taken = one(file("cut.zst", Arrays.copyOf(whole, whole.length * 3 / 4)));
        assertThat(status(taken)).isEqualTo("partial");
        assertThat(lines(taken)).isBetween(lines / 4L, lines - 1L);
    }

    @Test
    void ofAGzipThatIsDamagedInsideWhatCameBeforeIsUsed() throws IOException {
        var damaged = gzip(tally(1_000));
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 400, (byte) 0xFF);
        var taken = one(file("damaged.gz", damaged));
        assertThat(status(taken)).isEqualTo("partial");
        assertThat(lines(taken)).isPositive();
    }

    @Test
    void whatIsNoGzipBehindItsFirstBytesIsRejected() throws IOException {
        assertThat(status(one(file("fake.gz", new byte[] {0x1F, (byte) 0x8B, 99, 0, 0, 0, 0, 0, 0, 0, 0, 0}))))
                .isEqualTo("rejected");
        assertThat(status(one(file("short.gz", new byte[] {0x1F, (byte) 0x8B}))))
                .isEqualTo("rejected");
        assertThat(status(one(file("short.zst", new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}))))
                .isEqualTo("rejected");
    }

    @Test
    void membersBeforeTheDamageInAnArchiveAreUsed() throws IOException {
        var whole = zip(Map.of("a", TALLY, "b", tally(3_000)));
        var taken = take(STANDARD, file("cut.zip", Arrays.copyOf(whole, whole.length / 2)), good);
        assertThat(taken.getFirst().artifact().id()).isEqualTo("a1.1");
        assertThat(lines(taken.getFirst())).isEqualTo(3);
        assertThat(taken.subList(1, taken.size() - 1))
                .isNotEmpty()
                .noneMatch(t -> status(t).equals("complete"));
        assertThat(lines(taken.getLast())).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "lz4", "gz.gz", "zip", "gz.zip"})
    void whatDecompressesToTooMuchIsStopped(String how) throws IOException {
        var bomb = (Tallies.HEADER + "x\n".repeat(2_500_000)).getBytes(UTF_8);
        var packed = switch (how) {
            case "gz" -> gzip(bomb);
            case "zst" -> Zstd.compress(bomb);
            case "lz4" -> lz4(bomb);
            case "gz.gz" -> gzip(gzip(bomb));
            case "zip" -> zip(Map.of("bomb", bomb));
            default -> zip(Map.of("bomb", gzip(bomb)));
        };
        var taken = take(new Limits(100, 4, 1_000_000, 1_000), file("bomb." + how, packed), good);
        assertThat(taken).extracting(Takings::status).containsExactly("rejected", "complete");
        assertThat(problem(taken.getFirst())).contains("far more than evidence does");
        assertThat(taken.getFirst().artifact().bytes()).isLessThan(2_000_000);
    }

    @Test
    void manyMembersAreBoundedTogether() throws IOException {
        var members = new TreeMap<String, byte[]>();
        for (int i = 0; i < 20; i++) {
            members.put("m" + (10 + i), new byte[200_000]);
        }
        var taken = take(new Limits(100, 4, 1_000_000, 1_000), file("many.zip", zip(members)));
        assertThat(taken).hasSizeLessThan(10);
        assertThat(problem(taken.getLast())).contains("far more than evidence does");
    }

    @Test
    void anArchiveOfTooManyFilesIsStopped() throws IOException {
        var members = new TreeMap<String, byte[]>();
        for (int i = 0; i < 20; i++) {
            members.put("m" + (10 + i), TALLY);
        }
        var taken = take(new Limits(5, 4, 1_000_000, 1_000), file("many.zip", zip(members)));
        assertThat(taken).hasSize(6);
        assertThat(problem(taken.getLast())).isEqualTo("the archive holds over 5 files");
    }
}
