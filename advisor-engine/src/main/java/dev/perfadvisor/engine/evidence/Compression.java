package dev.perfadvisor.engine.evidence;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How bytes are packed, told by their first ones. */
enum Compression {
    NONE,
    GZIP,
    ZSTD,
    LZ4,
    ZIP;

    /** Bytes needed to tell. */
    static final int MAGIC = 4;

    static Compression of(byte[] magic) {
        if (Head.begins(magic, 0x1F, 0x8B)) {
            return GZIP;
        }
        if (Head.begins(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
            return ZSTD;
        }
        if (Head.begins(magic, 0x04, 0x22, 0x4D, 0x18)) {
            return LZ4;
        }
        return Head.begins(magic, 'P', 'K', 3, 4) ? ZIP : NONE;
    }

    /** The bytes without compression. Archives are left as they are. */
    InputStream open(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, 1 << 16);
            case ZSTD -> new ZstdInputStream(packed).setContinuous(false);
            case LZ4 -> new Lz4Stream(packed);
            case NONE, ZIP -> packed;
        };
    }
}
