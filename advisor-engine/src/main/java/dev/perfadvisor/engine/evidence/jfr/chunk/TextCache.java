package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings of one chunk that come again and again, such as paths and hosts: the same bytes give the same object, which is
 * neither decoded nor hashed again. Remembers the last string of each of some thousand hashes.
 */
public final class TextCache {

    private static final int SLOTS = 1 << 12;

    /** Longer strings are rare ones. */
    private static final int LONGEST = 512;

    private final byte[] @Nullable [] bytes = new byte[SLOTS][];
    private final @Nullable String[] texts = new String[SLOTS];

    /**
     * Reads the string at the cursor, which stops behind it.
     *
     * @param constants of the same chunk
     * @return null for no string
     */
    public @Nullable String read(Cursor in, Constants constants) {
        int from = in.position();
        in.skipString();
        int to = in.position();
        if (to - from > LONGEST) {
            in.position(from);
            return in.readString(constants);
        }
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + in.data()[i];
        }
        int slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
        var known = bytes[slot];
        if (known != null && Arrays.equals(known, 0, known.length, in.data(), from, to)) {
            return texts[slot];
        }
        in.position(from);
        var text = in.readString(constants);
        bytes[slot] = Arrays.copyOfRange(in.data(), from, to);
        texts[slot] = text;
        return text;
    }
}
