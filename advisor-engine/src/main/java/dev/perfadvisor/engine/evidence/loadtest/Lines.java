package dev.perfadvisor.engine.evidence.loadtest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time, in a buffer that is used again: {@code buffer()[start()..end())}, without line
 * end and byte order mark. Lines longer than {@value #LONGEST} bytes are passed over, and given as empty.
 */
final class Lines {

    static final int LONGEST = 1 << 20;

    private static final int CHUNK = 1 << 18;

    private final InputStream in;
    private byte[] buffer = new byte[CHUNK];
    private int filled;
    private int next;
    private int start;
    private int end;
    private long number;
    private boolean tooLong;
    private boolean ended;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false when there is none. */
    boolean next() throws IOException {
        tooLong = false;
        ended = true;
        int scanned = next;
        while (true) {
            int newline = newline(scanned);
            if (newline >= 0) {
                return line(newline, newline + 1);
            }
            scanned = filled;
            if (filled - next >= LONGEST) {
                return skipRest();
            }
            int moved = next;
            if (!fill()) {
                ended = false;
                return next < filled && line(filled, filled);
            }
            scanned -= moved - next;
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the line, from 1 on. */
    long number() {
        return number;
    }

    /** Whether there is nothing in the line; of one that is too long this is not known. */
    boolean isEmpty() {
        return start == end && !tooLong;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Whether the line was ended, not just the stream. */
    boolean ended() {
        return ended;
    }

    private boolean line(int lineEnd, int after) {
        number++;
        start = next;
        end = lineEnd;
        next = after;
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        boolean mark = number == 1 && end - start >= 3 && buffer[start] == (byte) 0xEF;
        if (mark && buffer[start + 1] == (byte) 0xBB && buffer[start + 2] == (byte) 0xBF) {
            start += 3;
        }
        return true;
    }

    private int newline(int from) {
        var bytes = buffer;
        int until = filled;
        for (int i = from; i < until; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Reads on to the end of the line without keeping it. */
    private boolean skipRest() throws IOException {
        tooLong = true;
        number++;
        int newline;
        do {
            next = filled;
            if (!fill()) {
                ended = false;
                return nothingAt(filled);
            }
            newline = newline(next);
        } while (newline < 0);
        next = newline + 1;
        return nothingAt(newline);
    }

    private boolean nothingAt(int place) {
        start = place;
        end = place;
        return true;
    }

    /** Reads more behind what is there, making room first; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            filled -= next;
            next = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read > 0) {
            filled += read;
        }
        return read > 0;
    }
}
