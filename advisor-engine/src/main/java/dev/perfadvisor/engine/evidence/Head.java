package dev.perfadvisor.engine.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first bytes of an artifact, after decompression: enough to tell what it is. */
public final class Head {

    /** How many bytes are looked at, at most. */
    public static final int SIZE = 64 * 1024;

    private final byte[] bytes;
    private final boolean whole;
    private final String text;

    /**
     * @param bytes the first bytes, at most {@link #SIZE}
     * @param whole whether these bytes are all there are
     */
    public Head(byte[] bytes, boolean whole) {
        this.bytes = bytes.clone();
        this.whole = whole;
        // Latin-1 keeps one char a byte, so that damaged UTF-8 can not shift positions; a BOM is not part of the text.
        var decoded = new String(bytes, StandardCharsets.ISO_8859_1);
        this.text = decoded.startsWith("\u00EF\u00BB\u00BF") ? decoded.substring(3) : decoded;
    }

    public int length() {
        return bytes.length;
    }

    /** Whether the artifact has no more bytes than these. */
    public boolean whole() {
        return whole;
    }

    public boolean startsWith(int... prefix) {
        return begins(bytes, prefix);
    }

    /** Whether bytes begin with these, given as unsigned values. */
    static boolean begins(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** One char a byte (ISO 8859-1), without a byte order mark. */
    public String text() {
        return text;
    }

    /** The lines of {@link #text()} without their ends; the last one is left out when it may be cut. */
    public List<String> lines() {
        var lines = text.lines().toList();
        boolean cut = !whole && !text.endsWith("\n") && lines.size() > 1;
        return cut ? lines.subList(0, lines.size() - 1) : lines;
    }
}
