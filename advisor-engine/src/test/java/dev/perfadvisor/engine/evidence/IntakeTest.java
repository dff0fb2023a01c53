package dev.perfadvisor.engine.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.github.luben.zstd.Zstd;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence as users hand it in: files, directories, streams, archives, and what is damaged, hostile or not there. */
class IntakeTest {

    private static final Limits STANDARD = Limits.standard();
    private static final byte[] TALLY = (Tallies.HEADER + "one\ntwo\n").getBytes(UTF_8);

    @TempDir
    private Path directory = Path.of("");

    private Path good = directory;

    @BeforeEach
    void oneGoodFile() throws IOException {
        good = file("good.txt", TALLY);
    }

    private Path file(String name, byte[] bytes) throws IOException {
        var path = directory.resolve("in").resolve(name);
        var parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.write(path, bytes);
    }

    private static List<Taken> take(Limits limits, Path... paths) {
        return take(limits, Arrays.stream(paths).<Given>map(Given.OfPath::new).toList());
    }

    private static List<Taken> take(Limits limits, List<Given> given) {
        return new Intake(List.of(Tallies.KIND), limits).take(given, Progress.SILENT);
    }

    private static Taken one(Path path) {
        return one(STANDARD, path);
    }

    private static Taken one(Limits limits, Path path) {
        var taken = take(limits, path);
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private static long lines(Taken taken) {
        return taken.accumulator() instanceof Tallies.Accumulated tally
                ? tally.facts().lines()
                : -1;
    }

    private static String problem(Taken taken) {
        return taken.artifact().reading().problems().getFirst().cause();
    }

    private static String status(Taken taken) {
        return taken.artifact().reading().status();
    }

    private static byte[] lz4(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = new LZ4FrameOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> members) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var member : new TreeMap<>(members).entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        }
        return out.toByteArray();
    }

    /** A tally that hardly compresses. */
    private static byte[] tally(int lines) {
        var random = new Random(1);
        var text = new StringBuilder(Tallies.HEADER);
        for (int i = 1; i < lines; i++) {
            text.append(Long.toHexString(random.nextLong())).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aFileIsReadAsWhatItHolds() {
        var taken = one(good);
        assertThat(status(taken)).isEqualTo("complete");
        assertThat(taken.artifact().format()).isEqualTo("tally-1");
        assertThat(taken.artifact().name()).isEqualTo(good.toString());
        assertThat(lines(taken)).isEqualTo(3);
    }

    @Test
    void theNameSaysNothingAboutTheContent() throws IOException {
        assertThat(lines(one(file("renamed.gz", TALLY)))).isEqualTo(3);
        assertThat(lines(one(file("tally.txt", gzip(TALLY))))).isEqualTo(3);
    }

    @Test
    void allFilesOfADirectoryAreReadInOrderAndHiddenOnesAreNot() throws IOException {
        file("b/2", TALLY);
        file("b/10", TALLY);
        file("a", TALLY);
        file(".git/objects", TALLY);
        file("b/.DS_Store", TALLY);
        var in = directory.resolve("in");
        assertThat(take(STANDARD, in))
                .extracting(t -> in.relativize(Path.of(t.artifact().name())).toString())
                .containsExactly(
                        "a", Path.of("b", "10").toString(), Path.of("b", "2").toString(), "good.txt");
    }

    @Test
    void aDirectoryThatIsHiddenItselfMayBeHandedIn() throws IOException {
        file(".cache/run", TALLY);
        assertThat(lines(one(directory.resolve("in").resolve(".cache")))).isEqualTo(3);
    }

    @Test
    void anEmptyDirectoryAndOneWithTooManyFilesAreTold() throws IOException {
        file("x", TALLY);
        var empty = Files.createDirectories(directory.resolve("empty"));
        var taken = take(new Limits(1, 4, 1 << 20, 1000), empty, directory.resolve("in"), good);
        assertThat(taken).extracting(t -> t.artifact().id()).containsExactly("a1", "d1", "d2");
        assertThat(problem(taken.get(1))).isEqualTo("the directory holds no files");
        assertThat(problem(taken.get(2))).isEqualTo("the directory holds over 1 files");
    }

    @Test
    void aDirectoryThatMayNotBeListedIsToldAndTheRestIsRead() throws IOException {
        file("locked/inner/file", TALLY);
        var locked = directory.resolve("in").resolve("locked").resolve("inner");
        assertThat(locked.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(locked), "this user may read everything");
        try {
            var taken = take(STANDARD, directory.resolve("in").resolve("locked"), good);
            assertThat(taken).extracting(IntakeTest::status).containsExactly("complete", "rejected");
            assertThat(problem(taken.get(1))).contains("can not be listed");
        } finally {
            assertThat(locked.toFile().setReadable(true)).isTrue();
        }
    }

    @Test
    void aStreamIsReadOnceAndBearsItsName() {
        var taken = take(STANDARD, List.of(new Given.OfStream("-", () -> new ByteArrayInputStream(TALLY))));
        assertThat(taken.getFirst().artifact().name()).isEqualTo("-");
        assertThat(lines(taken.getFirst())).isEqualTo(3);
    }

    @Test
    void aStreamThatCanNotBeOpenedIsTold() {
        var taken = take(
                STANDARD,
                List.of(
                        new Given.OfStream("upload", () -> {
                            throw new FileNotFoundException("gone");
                        }),
                        new Given.OfPath(good)));
        assertThat(problem(taken.getFirst())).isEqualTo("can not be opened: gone");
        assertThat(lines(taken.get(1))).isEqualTo(3);
    }

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
    void sizeAndHashAreThoseOfTheBytesHandedIn() throws IOException, NoSuchAlgorithmException {
        var all = Map.of(
                "plain",
                tally(9_000),
                "packed",
                gzip(tally(9_000)),
                "unknown",
                new byte[200_000],
                "empty",
                new byte[0]);
        for (var each : all.entrySet()) {
            var artifact = one(file(each.getKey(), each.getValue())).artifact();
            assertThat(artifact.bytes()).as(each.getKey()).isEqualTo(each.getValue().length);
            assertThat(artifact.sha256()).as(each.getKey()).isEqualTo(sha256(each.getValue()));
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

    @Test
    void anEmptyFileIsTold() throws IOException {
        assertThat(problem(one(file("nothing", new byte[0])))).isEqualTo("the file is empty");
        assertThat(problem(one(file("nothing.gz", gzip(new byte[0]))))).isEqualTo("the file is empty");
    }

    @Test
    void whatIsNotRecognisedIsDescribed() throws IOException {
        assertThat(problem(one(file("text", "\n\n  Dear Sir or Madam, \u001B[2Jplease\n".getBytes(UTF_8)))))
                .isEqualTo("not recognised: text that begins with \"Dear Sir or Madam, ?[2Jplease\"");
        assertThat(problem(one(file("binary", new byte[] {0, 1, 2, 3, 'E', 'L', 'F'}))))
                .contains("binary data");
        assertThat(problem(one(file("blank", " \n\n\t\n".getBytes(UTF_8))))).contains("nothing but blank space");
        assertThat(problem(one(file("json", "{\n  \"schema\": \"other/1\"\n}".getBytes(UTF_8)))))
                .contains("\"schema\": \"other/1\"");
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
        assertThat(taken).extracting(IntakeTest::status).containsExactly("rejected", "complete");
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

    @Test
    void damageInsideIsToldWithItsPlace() throws IOException {
        var taken = one(file("partly", "tally\none\n?\ntwo\n".getBytes(UTF_8)));
        assertThat(status(taken)).isEqualTo("partial");
        assertThat(taken.artifact().reading().problems().getFirst().place()).isEqualTo("line 3");
        assertThat(lines(taken)).isEqualTo(4);
    }

    @Test
    void whatCanNotBeReadKeepsNothingElseFromBeingRead() throws IOException {
        var paths = new Path[] {
            directory.resolve("missing"),
            file("unknown", "x".getBytes(UTF_8)),
            good,
            file("cut.gz", Arrays.copyOf(gzip(TALLY), 12)),
            file("all.zip", zip(Map.of("in/1", TALLY, "in/2", new byte[] {7}, "in/3", TALLY)))
        };
        var taken = take(STANDARD, paths);
        assertThat(taken.stream().map(Taken::artifact).map(Artifact::id))
                .containsExactly("a1", "a2", "a3", "a4", "a5.1", "a5.2", "a5.3");
        assertThat(taken.stream()
                        .filter(t -> lines(t) == 3)
                        .map(t -> t.artifact().id()))
                .containsExactly("a3", "a5.1", "a5.3");
        assertThat(problem(taken.getFirst())).isEqualTo("there is no such file");
        assertThat(take(STANDARD, paths).stream().map(Taken::artifact))
                .containsExactlyElementsOf(taken.stream().map(Taken::artifact).toList());
    }

    @Test
    void aFaultOfAReaderCostsItsArtifactOnly() throws IOException {
        Reader<Tallies.Accumulated> faulty = (_, _) -> {
            throw new IllegalStateException("a bug");
        };
        var broken = new Kind<>(
                EvidenceKind.JFR,
                head -> head.text().startsWith("broken") ? Optional.of("broken-1") : Optional.empty(),
                Tallies.Accumulated::new,
                faulty,
                Tallies.Facts.class);
        var taken = new Intake(List.of(broken, Tallies.KIND), STANDARD)
                .take(
                        List.of(new Given.OfPath(file("b", "broken".getBytes(UTF_8))), new Given.OfPath(good)),
                        Progress.SILENT);
        assertThat(problem(taken.getFirst())).contains("broken-1", "a bug");
        assertThat(lines(taken.getLast())).isEqualTo(3);
    }
}
