package dev.perfadvisor.engine.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/** What is taken in of tallies, and how they are packed, for tests of the intake. */
final class Takings {

    static final Limits STANDARD = Limits.standard();

    static final byte[] TALLY = (Tallies.HEADER + "one\ntwo\n").getBytes(UTF_8);

    private Takings() {}

    static List<Taken> take(Limits limits, Path... paths) {
        return take(limits, Arrays.stream(paths).<Given>map(Given.OfPath::new).toList());
    }

    static List<Taken> take(Limits limits, List<Given> given) {
        return new Intake(List.of(Tallies.KIND), limits).take(given, Progress.SILENT);
    }

    static Taken one(Path path) {
        return one(STANDARD, path);
    }

    static Taken one(Limits limits, Path path) {
        var taken = take(limits, path);
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    static long lines(Taken taken) {
        return taken.accumulator() instanceof Tallies.Accumulated tally
                ? tally.facts().lines()
                : -1;
    }

    static String problem(Taken taken) {
        return taken.artifact().reading().problems().getFirst().cause();
    }

    static String status(Taken taken) {
        return taken.artifact().reading().status();
    }

    static byte[] lz4(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = new LZ4FrameOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (OutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> members) throws IOException {
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
    static byte[] tally(int lines) {
        var random = new Random(1);
        var text = new StringBuilder(Tallies.HEADER);
        for (int i = 1; i < lines; i++) {
            text.append(Long.toHexString(random.nextLong())).append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
