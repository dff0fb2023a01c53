package dev.perfadvisor.engine.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream in blocks of whole lines, handed out in turn to as many threads as ask for them. Only fetching the bytes is done by
 * one thread at a time, so that compressed and hashed streams are read in parallel, too; and memory is that of one
 * {@link Block} a thread. Lines longer than {@value #LONGEST_LINE} bytes are passed over, see {@link Block#tooLong()}.
 */
public final class LineBlocks {

    public static final int LONGEST_LINE = 1 << 20;

    private static final int SIZE = 1 << 20;
    /** So little that what is hashed and copied of it is still near the processor. */
    private static final int READ_AT_ONCE = 1 << 17;

    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final Cut cut;

    /** What follows the last block and is no whole record yet. */
    private byte[] rest = NOTHING;

    private long blocks;
    private boolean ended;
    private @Nullable IOException failure;

    /** Whether the bytes that come next belong to a line that is passed over. */
    private boolean within;

    public LineBlocks(InputStream in, Cut cut) {
        this.in = in;
        this.cut = cut;
    }

    /** Says where blocks may end. Called by one thread at a time, with blocks in their order. */
    @FunctionalInterface
    public interface Cut {

        /** After any line. */
        Cut AFTER_ANY_LINE = Cut::afterLastLine;

        /** Where the last whole record in {@code bytes[from..to)} ends, {@code from} when there is none. */
        int end(byte[] bytes, int from, int to);

        /** What is known at the end of a block and needed to read the next one, such as the names of its columns. */
        default byte[] heading() {
            return NOTHING;
        }

        /** Where the last line that has an end ends, {@code from} when there is none. */
        static int afterLastLine(byte[] bytes, int from, int to) {
            int end = to;
            while (end > from && bytes[end - 1] != '\n') {
                end--;
            }
            return end;
        }
    }

    /**
     * Fills the block with the next lines; false at the end.
     *
     * @throws IOException when the stream failed and all whole lines before that have been handed out
     */
    public synchronized boolean next(Block block) throws IOException {
        int start = within ? passOver(block) : fetch(block);
        var heading = cut.heading();
        boolean whole = ended && failure == null;
        int end = whole ? block.filled : cut.end(block.bytes, start, block.filled);
        if (end == start && failure != null) {
            throw failure;
        }
        if (block.filled == start) {
            return false;
        }
        boolean tooLong = end == start || (whole && end - start > LONGEST_LINE && isOneLine(block.bytes, start, end));
        within = end == start;
        rest = within ? NOTHING : Arrays.copyOfRange(block.bytes, end, block.filled);
        block.is(blocks++, start, tooLong ? start : end, heading, tooLong);
        return true;
    }

    private static boolean isOneLine(byte[] bytes, int from, int to) {
        return Cut.afterLastLine(bytes, from, to - 1) == from;
    }

    /** Puts what was left of the block before into this one and reads on until there is enough; gives where to begin. */
    private int fetch(Block block) {
        var bytes = block.room(SIZE + LONGEST_LINE);
        System.arraycopy(rest, 0, bytes, 0, rest.length);
        int filled = rest.length;
        rest = NOTHING;
        int enough = Math.min(bytes.length, Math.max(SIZE, filled + SIZE / 2));
        while (!ended && filled < enough) {
            filled += more(bytes, filled, enough - filled);
        }
        block.filled = filled;
        return blocks == 0 && filled >= 3 && Head.begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    }

    private int more(byte[] bytes, int from, int length) {
        try {
            int read = in.read(bytes, from, Math.min(length, READ_AT_ONCE));
            ended = read < 0;
            return Math.max(0, read);
        } catch (IOException e) {
            failure = e;
            ended = true;
            return 0;
        }
    }

    /** Goes on until a line that was too long has ended. */
    private int passOver(Block block) {
        int start = 0;
        do {
            fetch(block);
            start = 0;
            while (start < block.filled && block.bytes[start] != '\n') {
                start++;
            }
        } while (start == block.filled && !ended);
        within = false;
        return Math.min(start + 1, block.filled);
    }
}
