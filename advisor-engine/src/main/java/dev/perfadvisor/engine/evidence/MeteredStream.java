package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes the bytes of an artifact as they are read. */
final class MeteredStream extends FilterInputStream {

    /** The Java platform takes new memory from the system for each larger read, five times the cost of reading. */
    static final int AT_ONCE = 1 << 16;

    private final MessageDigest digest;
    private final String name;
    private final Progress progress;
    private long count;

    MeteredStream(InputStream in, String name, Progress progress) {
        super(in);
        this.name = name;
        this.progress = progress;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            digest.update((byte) value);
            count++;
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, Math.min(length, AT_ONCE));
        if (read > 0) {
            digest.update(buffer, offset, read);
            count += read;
            progress.read(name, read);
        }
        return read;
    }

    @Override
    public long skip(long n) throws IOException {
        // Skipped bytes are part of the artifact, too.
        byte[] buffer = new byte[(int) Math.min(n, 8192)];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Reads what is left, so that size and hash are those of the whole artifact. */
    void drain() throws IOException {
        byte[] buffer = new byte[1 << 16];
        int read;
        do {
            read = read(buffer, 0, buffer.length);
        } while (read > 0);
    }

    long count() {
        return count;
    }

    /** Of the bytes read so far; ends the hashing. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
