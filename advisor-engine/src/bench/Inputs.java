import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes large evidence of small: repeats a file until it is large enough, each copy later than the one before it, as a
 * longer recording would be. Where it is to be varied, tables and endpoints have other names in each copy.
 *
 * <pre>java Inputs.java jfr|text|varied SOURCE TARGET MEGABYTES</pre>
 */
final class Inputs {

    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MYSQL = DateTimeFormatter.ofPattern("yyMMdd ppH:mm:ss");

    /**
     * {@code 2026-11-22 07:10:26}, {@code 2026-11-22T07:10:26}, {@code # Time: 261122  7:01:39}, {@code SET timestamp=}, {@code ,1795332962123,}, where
     * entries have their time: one inside a statement is a value.
     */
    private static final Pattern TIME =
            Pattern.compile("(?<=^|\"time\":\"|\"timestamp\":\"|# Time: )(?:"
                    + "(?<spaced>\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)"
                    + "|(?<iso>\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)"
                    + "|(?<mysql>\\d{6} [ \\d]\\d:\\d\\d:\\d\\d))"
                    + "|(?<=^SET timestamp=)(?<epoch>\\d{10})"
                    + "|(?<=^|,)(?<table>\\d{10})(?:\\d{3}|\\d{6})?(?=,)", Pattern.MULTILINE);

    /** {@code from orders}, {@code "name":"GET /search"}. */
    private static final Pattern NAMES_TOO = Pattern.compile(
            TIME.pattern() + "|(?<=(?i:\\b(?:from|join|into|update)) )(?<name>\\w+)"
                    + "|(?<=\"name\":\"(?:GET|POST|PUT|DELETE) )(?<endpoint>[^\"]+)",
            Pattern.MULTILINE);

    private Inputs() {}

    public static void main(String[] args) throws IOException {
        var source = Files.readAllBytes(Path.of(args[1]));
        long size = Long.parseLong(args[3]) * 1_000_000;
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])), 1 << 20)) {
            if (args[0].equals("jfr")) {
                repeatChunks(source, size, out);
            } else {
                repeatText(source, size, args[0].equals("varied") ? NAMES_TOO : TIME, out);
            }
        }
    }

    /** A chunk says at byte 8 how long it is, at byte 32 when it starts and at byte 40 how long that took, in nanoseconds. */
    private static void repeatChunks(byte[] source, long size, OutputStream out) throws IOException {
        var recording = ByteBuffer.wrap(source.clone());
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int at = 0; at < source.length; at += Math.toIntExact(recording.getLong(at + 8))) {
            first = Math.min(first, recording.getLong(at + 32));
            last = Math.max(last, recording.getLong(at + 32) + recording.getLong(at + 40));
        }
        for (long written = 0; written < size; written += source.length) {
            out.write(recording.array());
            for (int at = 0; at < source.length; at += Math.toIntExact(recording.getLong(at + 8))) {
                recording.putLong(at + 32, recording.getLong(at + 32) + last - first);
            }
        }
    }

    /**
     * A piece of the text: as it is, with a name at its end that each copy has another of, or a time, which {@code form} writes
     * ({@code null}: as seconds since 1970).
     */
    private record Piece(byte[] text, boolean varied, LocalDateTime time, DateTimeFormatter form) {

        static Piece of(String text, boolean varied) {
            return new Piece(text.getBytes(StandardCharsets.ISO_8859_1), varied, null, null);
        }

        static Piece of(LocalDateTime time, DateTimeFormatter form) {
            return new Piece(null, false, time, form);
        }
    }

    private static void repeatText(byte[] source, long size, Pattern changing, OutputStream out) throws IOException {
        var pieces = pieces(new String(source, StandardCharsets.ISO_8859_1), changing);
        var times = pieces.stream().filter(piece -> piece.time() != null).map(Piece::time).sorted().toList();
        long span = times.isEmpty()
                ? 0
                : 1 + times.getLast().toEpochSecond(ZoneOffset.UTC) - times.getFirst().toEpochSecond(ZoneOffset.UTC);
        long copy = 0;
        for (long written = 0; written < size; copy++) {
            for (var piece : pieces) {
                var text = piece.time() == null ? piece.text() : shifted(piece, copy * span);
                out.write(text);
                written += text.length;
                if (piece.varied()) {
                    var suffix = suffix(copy);
                    out.write(suffix);
                    written += suffix.length;
                }
            }
        }
    }

    private static byte[] shifted(Piece piece, long seconds) {
        var time = piece.time().plusSeconds(seconds);
        var text = piece.form() == null ? Long.toString(time.toEpochSecond(ZoneOffset.UTC)) : piece.form().format(time);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Letters alone, as digits are taken for values: {@code _abc}. */
    private static byte[] suffix(long copy) {
        var letters = new StringBuilder("_");
        Long.toString(copy).chars().forEach(digit -> letters.append((char) (digit - '0' + 'a')));
        return letters.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Piece> pieces(String text, Pattern changing) {
        var pieces = new ArrayList<Piece>();
        var match = changing.matcher(text);
        int from = 0;
        while (match.find()) {
            if (changing == NAMES_TOO && (match.group("name") != null || match.group("endpoint") != null)) {
                pieces.add(Piece.of(text.substring(from, match.end()), true));
                from = match.end();
                continue;
            }
            pieces.add(Piece.of(text.substring(from, match.start()), false));
            var table = match.group("table");
            if (table != null) {
                pieces.add(Piece.of(LocalDateTime.ofEpochSecond(Long.parseLong(table), 0, ZoneOffset.UTC), null));
                from = match.start() + table.length();
                continue;
            }
            var form = match.group("spaced") != null ? SPACED : match.group("iso") != null ? ISO : MYSQL;
            var epoch = match.group("epoch");
            pieces.add(
                    epoch == null
                            ? Piece.of(LocalDateTime.parse(match.group(), form), form)
                            : Piece.of(LocalDateTime.ofEpochSecond(Long.parseLong(epoch), 0, ZoneOffset.UTC), null));
            from = match.end();
        }
        pieces.add(Piece.of(text.substring(from), false));
        return pieces;
    }
}
