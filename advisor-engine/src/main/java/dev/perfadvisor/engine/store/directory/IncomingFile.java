package dev.perfadvisor.engine.store.directory;

import dev.perfadvisor.engine.store.ArtifactStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that grows, and the SHA-256 of what it holds. */
final class IncomingFile implements ArtifactStore.Incoming {

    private static final int BLOCK = 1 << 16;

    private final FileChannel file;
    private final MessageDigest digest;
    private long bytes;

    private IncomingFile(FileChannel file, MessageDigest digest, long bytes) {
        this.file = file;
        this.digest = digest;
        this.bytes = bytes;
    }

    /** What came in earlier is read once more, for its SHA-256. */
    static IncomingFile open(Path path, long at) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!isOurs(file)) {
                throw new ArtifactStore.BusyException();
            }
            if (file.size() < at) {
                throw new IOException("the upload holds " + file.size() + " bytes, not " + at);
            }
            file.truncate(at);
            var digest = MessageDigest.getInstance("SHA-256");
            var block = ByteBuffer.allocate(BLOCK);
            while (file.read(block.clear()) > 0) {
                digest.update(block.flip());
            }
            return new IncomingFile(file, digest, at);
        } catch (NoSuchAlgorithmException e) {
            file.close();
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Two that append at once would mix their bytes. The lock goes with the file when it is closed, or with the process. */
    private static boolean isOurs(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void write(byte[] from, int length) throws IOException {
        digest.update(from, 0, length);
        var block = ByteBuffer.wrap(from, 0, length);
        while (block.hasRemaining()) {
            file.write(block);
        }
        bytes += length;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public String seal() throws IOException {
        file.force(true);
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
