package dev.perfadvisor.engine.evidence;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/** LZ4 frames. Damage in a header or a block is an {@link IOException} here, as it is with other kinds of compression. */
final class Lz4Stream extends FilterInputStream {

    Lz4Stream(InputStream packed) throws IOException {
        super(new LZ4FrameInputStream(packed));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (RuntimeException e) {
            // Of several kinds: a reserved bit of the header, for one, is told by a bare RuntimeException.
            throw new IOException("damaged LZ4: " + e.getMessage(), e);
        }
    }
}
