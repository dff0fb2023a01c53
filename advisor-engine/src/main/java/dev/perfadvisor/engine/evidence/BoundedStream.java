package dev.perfadvisor.engine.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Ends the reading of what decompresses to far more than any evidence does. */
final class BoundedStream extends FilterInputStream {

    private static final long SUSPICIOUS = 100L * 1024 * 1024;

    private final Limits limits;
    private final LongSupplier compressed;
    private long count;
    private boolean exceeded;

    BoundedStream(InputStream in, Limits limits, LongSupplier compressed) {
        super(in);
        this.limits = limits;
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    /** Nothing is promised, so that a buffer hands over what it holds before it meets a break. */
    @Override
    public int available() {
        return 0;
    }

    /** Whether reading has been ended. */
    boolean exceeded() {
        return exceeded;
    }

    private void count(int read) throws IOException {
        if (read <= 0) {
            return;
        }
        count += read;
        if (count > limits.expandedBytes()
                || (count > SUSPICIOUS && count / Math.max(1, compressed.getAsLong()) > limits.ratio())) {
            exceeded = true;
            throw new TooLargeException(
                    "decompresses to over " + count / (1024 * 1024) + " MB, far more than evidence does");
        }
    }

    /** The artifact is a decompression bomb, or looks like one. */
    static final class TooLargeException extends IOException {
        TooLargeException(String message) {
            super(message);
        }
    }
}
