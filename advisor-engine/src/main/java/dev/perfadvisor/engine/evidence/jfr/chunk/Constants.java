package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a chunk: classes, methods, stacks, threads, names. They stand in checkpoint events: size, type 1,
 * start, duration, delta to the previous checkpoint, a byte of flags, number of pools; a pool is: key of the type,
 * number of constants, and each constant as its key and value.
 *
 * <p>Only the position of each value is kept; values are decoded when somebody asks for them.
 */
public final class Constants {

    /** Without any constants. */
    public static final Constants NONE = new Constants();

    /** Constants refer to constants: a name to a symbol, a symbol to a string. */
    private static final int DEEPEST = 4;

    private static final String STRING = "java.lang.String";

    private final @Nullable Metadata metadata;
    private final boolean compressed;
    private byte[] data;
    private int limit;
    private final Map<Long, Positions> pools = new HashMap<>();
    private final Map<Long, Layout> layouts = new HashMap<>();
    private final long stringType;

    private Constants() {
        metadata = null;
        compressed = true;
        data = new byte[0];
        stringType = -1;
    }

    /** Those that stand in the bytes of a chunk that is in memory, or in bytes that are kept of one that is not. */
    Constants(Metadata metadata, Bytes bytes, boolean compressed) {
        this.metadata = metadata;
        this.compressed = compressed;
        this.data = bytes.inMemory() ? bytes.data() : new byte[0];
        this.limit = bytes.inMemory() ? bytes.length() : 0;
        var type = metadata.type(STRING);
        this.stringType = type == null ? -1 : type.id();
    }

    /** Keeps bytes of a chunk that is not in memory, and gives a cursor over them. */
    Cursor keep(byte[] event, int place) {
        int at = limit + 1; // index 0 stands for no constant
        if (at + event.length + Bytes.PADDING > data.length) {
            data = Arrays.copyOf(data, at + event.length + (at + event.length) / 2 + Bytes.PADDING);
        }
        System.arraycopy(event, 0, data, at, event.length);
        limit = at + event.length;
        return new Cursor(data, at, limit, place - at, compressed);
    }

    /** Bytes that are kept. */
    int kept() {
        return limit;
    }

    /**
     * Adds the constants of a checkpoint event. Those that stand before damage stay added.
     *
     * @param in behind size and type of the event, with the end of the event as its limit
     */
    void add(Cursor in) {
        in.readLong();
        in.readLong();
        in.readLong();
        in.readByte();
        for (int left = in.readCount(); left > 0; left--) {
            long type = in.readLong();
            var pool = pools.computeIfAbsent(type, _ -> new Positions());
            for (int values = in.readCount(); values > 0; values--) {
                long key = in.readLong();
                int position = in.position();
                skip(type, in);
                pool.put(key, position);
            }
        }
    }

    private void skip(long type, Cursor in) {
        if (type == stringType) {
            in.skipString();
        } else {
            layout(type, in.place()).skip(in);
        }
    }

    private Layout layout(long id, int position) {
        var known = layouts.get(id);
        if (known != null) {
            return known;
        }
        var type = metadata == null ? null : metadata.type(id);
        if (metadata == null || type == null) {
            throw new MalformedChunkException(position, "constants of an unknown type");
        }
        var made = Layout.of(metadata, type, List.of());
        layouts.put(id, made);
        return made;
    }

    /** A cursor at the value of a constant, null when it is not there. */
    public @Nullable Cursor at(long type, long key) {
        var pool = pools.get(type);
        int position = pool == null ? -1 : pool.get(key);
        return position < 0 ? null : new Cursor(data, position, limit, compressed);
    }

    /** The string with a key, null when it is not there. */
    public @Nullable String string(long key) {
        var in = at(stringType, key);
        return in == null ? null : in.readString(NONE);
    }

    /** The string that is written at a position, as {@link Layout} gives it; empty when there is none. */
    public String textAt(long position) {
        var in = new Cursor(data, 0, limit, compressed);
        in.moveTo(position);
        var text = in.readString(this);
        return text == null ? "" : text;
    }

    /** A constant as a text: the string in its first field, directly or through further constants. */
    public @Nullable String text(long type, long key) {
        return text(type, key, 0);
    }

    private @Nullable String text(long typeId, long key, int depth) {
        if (typeId == stringType) {
            return string(key);
        }
        var type = metadata == null ? null : metadata.type(typeId);
        var in = at(typeId, key);
        if (metadata == null || in == null || type == null || type.fields().isEmpty() || depth > DEEPEST) {
            return null;
        }
        var first = type.fields().getFirst();
        if (first.constant()) {
            return text(first.type(), in.readLong(), depth + 1);
        }
        var inner = metadata.type(first.type());
        return inner != null && inner.name().equals(STRING) ? in.readString(this) : null;
    }

    /** Open-addressed map from keys to positions, as a chunk holds a hundred thousand constants. */
    private static final class Positions {

        private long[] keys = new long[64];
        private int[] positions = new int[64];
        private int size;

        void put(long key, int position) {
            if (size * 2 >= keys.length) {
                grow();
            }
            int slot = slot(key);
            if (positions[slot] == 0) {
                size++;
            }
            keys[slot] = key;
            positions[slot] = position;
        }

        int get(long key) {
            int position = positions[slot(key)];
            return position == 0 ? -1 : position;
        }

        /** Position 0 is in the header of the chunk, so it can stand for an empty slot. */
        private int slot(long key) {
            long hash = key * 0x9E3779B97F4A7C15L;
            int slot = (int) (hash >>> 32) & (keys.length - 1);
            while (positions[slot] != 0 && keys[slot] != key) {
                slot = (slot + 1) & (keys.length - 1);
            }
            return slot;
        }

        private void grow() {
            var oldKeys = keys;
            var oldPositions = positions;
            keys = new long[oldKeys.length * 2];
            positions = new int[oldKeys.length * 2];
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldPositions[i] != 0) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    positions[slot] = oldPositions[i];
                }
            }
        }
    }
}
