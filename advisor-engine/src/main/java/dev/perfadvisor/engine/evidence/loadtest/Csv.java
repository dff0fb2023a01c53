package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.LineBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables as RFC 4180 writes them: {@code a,"b ""c"", d"}, where a quoted field may hold line ends. */
final class Csv {

    private static final int MOST_COLUMNS = 1000;

    /** A quoted field that goes on for more bytes than this was never meant to be open. */
    private static final int LONGEST_OPEN = 1 << 16;

    private Csv() {}

    /** Whether a quoted field is still open at the end. */
    static boolean isOpen(byte[] line, int from, int to) {
        return Bytes.count((byte) '"', line, from, to) % 2 == 1;
    }

    static List<String> fields(String line, char separator) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length() && fields.size() <= MOST_COLUMNS; i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean twice = inside && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (twice) {
                    field.append('"');
                    i++;
                } else {
                    inside = !inside;
                }
            } else if (c == separator && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** Whether a line names the columns. */
    @FunctionalInterface
    interface Heading {
        boolean is(byte[] bytes, int from, int to);
    }

    /**
     * Blocks of whole records. Files that were joined have several headings: the one before a block is handed on.
     *
     * @param first byte that each heading begins with
     */
    static LineBlocks.Cut cut(char first, Heading isHeading) {
        return new LineBlocks.Cut() {
            private byte[] heading = {};

            @Override
            public int end(byte[] bytes, int from, int to) {
                int end = end(bytes, from, LineBlocks.Cut.afterLastLine(bytes, from, to), from);
                for (int line = from; line < end; line = Bytes.find((byte) '\n', bytes, line, end) + 1) {
                    if (bytes[line] == first && isHeading.is(bytes, line, end)) {
                        int lineEnd = Bytes.find((byte) '\n', bytes, line, end);
                        boolean carriage = lineEnd > line && bytes[lineEnd - 1] == '\r';
                        heading = Arrays.copyOfRange(bytes, line, carriage ? lineEnd - 1 : lineEnd);
                    }
                }
                return end;
            }

            // The last end of a line at which no field is open.
            private int end(byte[] bytes, int from, int last, int start) {
                int end = last;
                boolean open = isOpen(bytes, start, end);
                while (open && end > from && last - end < LONGEST_OPEN) {
                    int before = LineBlocks.Cut.afterLastLine(bytes, from, end - 1);
                    open ^= isOpen(bytes, before, end);
                    end = before;
                }
                return open || end == from ? last : end;
            }

            @Override
            public byte[] heading() {
                return heading;
            }
        };
    }
}
