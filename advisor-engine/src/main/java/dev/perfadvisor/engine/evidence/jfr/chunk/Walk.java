package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes once over the bytes of a chunk and finds the stretches in which sound events follow one another without gaps. An
 * event is: its size (LEB128, all of it included), the key of its type, and its values, of which the time is the first.
 * The walk asks of each event that its size stays within the chunk, that its type is known and that its time is near that
 * of the chunk. Where that fails it looks, byte by byte, for the next place from which several sound events follow.
 */
final class Walk {

    /** Sound events in a row that make a place one to go on from. */
    private static final int TRUSTED = 6;

    /** Most bytes of an event that helps to make a place one to go on from. */
    private static final int LARGEST_TRUSTED = 1 << 20;

    static final int METADATA = 0;
    static final int CHECKPOINT = 1;

    private static final byte TIMED = 1;
    private static final byte UNTIMED = 2;

    /** Chunks with more damaged places than this are bytes of something else. */
    private static final int MOST_GAPS = 10_000;

    /** Most bytes of size, type and time together. */
    private static final int LONGEST_HEAD = 3 * Cursor.LONGEST;

    private final ChunkHeader header;
    private final Bytes bytes;
    private final byte[] data;
    private final boolean compressed;
    private final int limit;
    private final long offset;
    private final byte[] kinds;
    private final EventClock clock;
    private final int[] firsts;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Integer> checkpoints = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private int seenType;

    /** Sound events from a position up to another. */
    record Stretch(int from, int to) {}

    /** @param offset of the chunk in the file */
    Walk(ChunkHeader header, Bytes bytes, Metadata metadata, long offset) {
        this.header = header;
        this.bytes = bytes;
        this.data = bytes.data();
        this.compressed = header.compressed();
        this.limit = bytes.length();
        this.offset = offset;
        this.kinds = kinds(metadata);
        this.firsts = new int[kinds.length];
        this.clock = EventClock.of(header);
    }

    /** By key of the type: whether it is an event, and whether its first value is its time. */
    private static byte[] kinds(Metadata metadata) {
        var events = metadata.types().stream()
                .filter(type -> type.event() && type.id() > CHECKPOINT && type.id() < Chunk.MOST_TYPES)
                .toList();
        var kinds = new byte[1 + (int) events.stream().mapToLong(Type::id).max().orElse(CHECKPOINT)];
        kinds[METADATA] = TIMED;
        kinds[CHECKPOINT] = TIMED;
        for (var type : events) {
            boolean timed =
                    !type.fields().isEmpty() && type.fields().getFirst().name().equals("startTime");
            kinds[(int) type.id()] = timed ? TIMED : UNTIMED;
        }
        return kinds;
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** Positions of the checkpoint events. */
    List<Integer> checkpoints() {
        return checkpoints;
    }

    /** What is not events. */
    List<Damage> damages() {
        return damages;
    }

    /** Position of the first event of a type, 0 when there is none. */
    int first(long type) {
        return type < 0 || type >= firsts.length ? 0 : firsts[(int) type];
    }

    Walk run() {
        int at = ChunkHeader.SIZE;
        int from = at;
        while (at < limit) {
            int end = soundEvent(at, false);
            if (end > 0) {
                if (firsts[seenType] == 0) {
                    firsts[seenType] = at;
                }
                if (seenType == CHECKPOINT) {
                    checkpoints.add(at);
                }
                at = end;
                continue;
            }
            stretches.add(new Stretch(from, at));
            boolean giveUp = damages.size() >= MOST_GAPS || cutEvent(at);
            int next = giveUp ? limit : resume(at + 1);
            damages.add(new Damage(offset + at, next - at, (next - at) + " bytes are not events"));
            at = next;
            from = next;
        }
        if (from < limit) {
            stretches.add(new Stretch(from, limit));
        }
        return this;
    }

    /** Whether the event at the position is the one in which a cut chunk ends: sound but for its size. */
    private boolean cutEvent(int at) {
        if (header.finished() && header.size() <= limit) {
            return false;
        }
        try {
            var in = bytes.cursor(at, LONGEST_HEAD, compressed);
            int size = in.readInt();
            long type = in.readLong();
            return size > limit - at && kind(type) == TIMED && clock.likely(in.readLong());
        } catch (MalformedChunkException _) {
            return true;
        }
    }

    private int resume(int from) {
        for (int at = from; at < limit; at++) {
            int end = at;
            int sound = 0;
            while (sound < TRUSTED && end > 0 && end < limit) {
                int next = soundEvent(end, true);
                // What claims to be large there is damage, and would move the window to and fro.
                end = next - end > LARGEST_TRUSTED && next < limit ? -1 : next;
                sound++;
            }
            if (end > 0 && (sound == TRUSTED || (end == limit && sound > TRUSTED / 2))) {
                return at;
            }
        }
        return limit;
    }

    /** The end of the event at the position, or -1. */
    private int soundEvent(int at, boolean strict) {
        return compressed && limit - at >= LONGEST_HEAD ? near(at, strict) : careful(at, strict);
    }

    /** Where at least the head of an event is within the limit. */
    private int near(int at, boolean strict) {
        int start = bytes.index(at, LONGEST_HEAD);
        int p = start;
        int b = data[p++];
        int size = b;
        if (b < 0) {
            size &= 0x7F;
            int shift = 7;
            do {
                b = data[p++];
                size |= (b & 0x7F) << shift;
                shift += 7;
            } while (b < 0 && shift < 28);
        }
        int type = b < 0 ? -1 : data[p++];
        if (type < 0) {
            if (b < 0) {
                return careful(at, strict);
            }
            b = data[p++];
            type = (type & 0x7F) | ((b & 0x7F) << 7);
            if (b < 0) {
                return careful(at, strict);
            }
        }
        if (size < 3 || size > limit - at || type >= kinds.length) {
            return -1;
        }
        seenType = type;
        byte kind = kinds[type];
        if (kind == UNTIMED) {
            return p <= start + size ? at + size : -1;
        }
        if (kind != TIMED) {
            return -1;
        }
        long ticks = 0;
        int shift = 0;
        do {
            b = data[p++];
            ticks |= (b & 0x7FL) << shift;
            shift += 7;
        } while (b < 0 && shift < 56);
        if (b < 0) {
            ticks |= (long) data[p++] << 56;
        }
        return p <= start + size && in(ticks, strict) ? at + size : -1;
    }

    private int careful(int at, boolean strict) {
        try {
            var in = bytes.cursor(at, LONGEST_HEAD, compressed);
            int start = in.position();
            int size = in.readInt();
            if (size < 3 || size > limit - at) {
                return -1;
            }
            long type = in.readLong();
            int kind = kind(type);
            boolean sound = kind == UNTIMED || (kind == TIMED && in(in.readLong(), strict));
            if (!sound || in.position() > start + size) {
                return -1;
            }
            seenType = (int) type;
            return at + size;
        } catch (MalformedChunkException _) {
            return -1;
        }
    }

    private int kind(long type) {
        return type < 0 || type >= kinds.length ? 0 : kinds[(int) type];
    }

    private boolean in(long ticks, boolean strict) {
        return strict ? clock.likely(ticks) : clock.plausible(ticks);
    }
}
