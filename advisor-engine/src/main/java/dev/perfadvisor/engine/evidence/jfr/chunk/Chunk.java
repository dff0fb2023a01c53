package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One chunk, ready to be read: its types, its constants, and the stretches of bytes that hold sound events.
 *
 * <p>An event is: its size (LEB128, all of it included), the key of its type, and its values. Types 0 and 1 are metadata
 * and checkpoints. Events follow one another without gaps, so a walk over the sizes finds them all; the walk asks of each
 * event that its size stays within the chunk, that its type is known and that its time is near that of the chunk. Where
 * that fails it looks, byte by byte, for the next place from which several sound events follow.
 */
public final class Chunk {

    /** Sound events in a row that make a place one to go on from. */
    private static final int TRUSTED = 6;

    private static final int METADATA = 0;
    private static final int CHECKPOINT = 1;

    /** Keys of event types are small numbers; an event of a type beyond this is damage. */
    public static final int MOST_TYPES = 1 << 20;

    /** Where the header holds the offsets. */
    private static final int CONSTANTS_FIELD = 16;

    private static final int METADATA_FIELD = 24;

    private static final byte TIMED = 1;
    private static final byte UNTIMED = 2;

    /** Chunks with more damaged places than this are bytes of something else. */
    private static final int MOST_GAPS = 10_000;

    private final ChunkHeader header;
    private final Cursor bytes;
    private final long offset;
    private final Metadata metadata;
    private final Constants constants;
    private final EventClock clock;
    private final byte[] kinds;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Integer> checkpoints = new ArrayList<>();
    private final List<Damage> damages = new ArrayList<>();
    private long seenType;

    private record Stretch(int from, int to) {}

    private Chunk(ChunkStream.Slice slice, Metadata metadata) {
        this.header = slice.header();
        this.offset = slice.offset();
        this.bytes = new Cursor(slice.data(), 0, slice.length(), header.compressed());
        this.metadata = metadata;
        this.constants = new Constants(metadata, bytes);
        this.clock = EventClock.of(header);
        this.kinds = kinds(metadata);
    }

    /** By key of the type: whether it is an event, and whether its first value is its time. */
    private static byte[] kinds(Metadata metadata) {
        var events = metadata.types().stream()
                .filter(type -> type.event() && type.id() > CHECKPOINT && type.id() < MOST_TYPES)
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

    /** Takes each event of a chunk. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Takes an event.
         *
         * @param type key of the event's type
         * @param event behind size and type, with the end of the event as its limit; reused for the next event
         */
        void event(long type, Cursor event);
    }

    /** Finds types, constants and events; null when nothing describes the types, so that no event can be read. */
    public static @Nullable Chunk open(ChunkStream.Slice slice) {
        var bytes = new Cursor(slice.data(), 0, slice.length(), slice.header().compressed());
        var metadata = new MetadataSearch(slice.header(), bytes).find();
        if (metadata == null) {
            return null;
        }
        var chunk = new Chunk(slice, metadata);
        chunk.walk();
        chunk.checkHeader();
        chunk.readCheckpoints();
        return chunk;
    }

    public ChunkHeader header() {
        return header;
    }

    public Metadata metadata() {
        return metadata;
    }

    public Constants constants() {
        return constants;
    }

    /** What could not be read. */
    public List<Damage> damages() {
        return Collections.unmodifiableList(damages);
    }

    /** Offset in the file of a position in this chunk. */
    public long offset(int position) {
        return offset + position;
    }

    /** Visits the events in the order of the file, without metadata and checkpoints. */
    public void forEachEvent(Visitor visitor) {
        var in = bytes.at(0, bytes.limit());
        for (var stretch : stretches) {
            int at = stretch.from;
            while (at < stretch.to) {
                in.position(at);
                in.limit(stretch.to);
                int end = at + in.readInt();
                long type = in.readLong();
                if (type != METADATA && type != CHECKPOINT) {
                    in.limit(end);
                    visitor.event(type, in);
                }
                at = end;
            }
        }
    }

    private void walk() {
        int at = ChunkHeader.SIZE;
        int limit = bytes.limit();
        int from = at;
        while (at < limit) {
            int end = soundEvent(at);
            if (end > 0) {
                at = end;
                continue;
            }
            stretches.add(new Stretch(from, at));
            boolean giveUp = damages.size() >= MOST_GAPS || cutEvent(at);
            int next = giveUp ? limit : resume(at + 1);
            damages.add(new Damage(offset(at), next - at, (next - at) + " bytes are not events"));
            at = next;
            from = next;
        }
        if (from < limit) {
            stretches.add(new Stretch(from, limit));
        }
    }

    /** Whether the event at the position is the one in which a cut chunk ends: sound but for its size. */
    private boolean cutEvent(int at) {
        if (header.finished() && header.size() <= bytes.limit()) {
            return false;
        }
        try {
            bytes.position(at);
            int size = bytes.readInt();
            long type = bytes.readLong();
            int kind = type < 0 || type >= kinds.length ? 0 : kinds[(int) type];
            return size > bytes.limit() - at && kind == TIMED && clock.likely(bytes.readLong());
        } catch (MalformedChunkException _) {
            return true;
        }
    }

    private int resume(int from) {
        int limit = bytes.limit();
        for (int at = from; at < limit; at++) {
            int end = at;
            int sound = 0;
            while (sound < TRUSTED && end > 0 && end < limit) {
                end = soundEventAt(end, true);
                sound++;
            }
            if (end > 0 && (sound == TRUSTED || (end == limit && sound > TRUSTED / 2))) {
                return at;
            }
        }
        return limit;
    }

    /** The end of the event at the position, or -1; remembers checkpoints. */
    private int soundEvent(int at) {
        int end = soundEventAt(at, false);
        if (end > 0 && seenType == CHECKPOINT) {
            checkpoints.add(at);
        }
        return end;
    }

    /** The end of the event at the position, or -1. */
    private int soundEventAt(int at, boolean strict) {
        try {
            bytes.position(at);
            int size = bytes.readInt();
            if (size < 3 || size > bytes.limit() - at) {
                return -1;
            }
            seenType = bytes.readLong();
            int kind = seenType < 0 || seenType >= kinds.length ? 0 : kinds[(int) seenType];
            boolean sound = kind == UNTIMED || (kind == TIMED && near(bytes.readLong(), strict));
            return sound && bytes.position() <= at + size ? at + size : -1;
        } catch (MalformedChunkException _) {
            return -1;
        }
    }

    private boolean near(long ticks, boolean strict) {
        return strict ? clock.likely(ticks) : clock.plausible(ticks);
    }

    /** A finished header names the place of the metadata and of the last checkpoint. */
    private void checkHeader() {
        if (!header.finished() || header.size() > bytes.limit()) {
            return;
        }
        if (!checkpoints.contains((int) header.constantPoolOffset())) {
            damages.add(new Damage(offset(CONSTANTS_FIELD), 8, "the header names a wrong place for constants"));
        }
        if (!metadata.whole()) {
            damages.add(new Damage(offset, 0, "the metadata is damaged: events of some types can not be read"));
        } else if (new MetadataSearch(header, bytes).at(header.metadataOffset()) == null) {
            damages.add(new Damage(offset(METADATA_FIELD), 8, "the header names a wrong place for metadata"));
        }
    }

    private void readCheckpoints() {
        var all = new ArrayList<>(checkpoints);
        if (!damages.isEmpty()) {
            all.addAll(chain(new HashSet<>(checkpoints)));
        }
        for (int at : all) {
            try {
                var in = event(at);
                constants.add(in);
                if (in.remaining() > 0) {
                    throw new MalformedChunkException(in.position(), "values end before their event");
                }
            } catch (MalformedChunkException e) {
                damages.add(new Damage(offset(e.position()), 0, "constants are damaged: " + e.getMessage()));
            }
        }
    }

    /** Checkpoints that the header's chain names and the walk did not find; each holds its distance to the one before. */
    private List<Integer> chain(Set<Integer> known) {
        var found = new ArrayList<Integer>();
        long at = header.constantPoolOffset();
        while (at >= ChunkHeader.SIZE && at < bytes.limit()) {
            try {
                var in = event((int) at);
                in.readLong();
                in.readLong();
                long delta = in.readLong();
                if (known.add((int) at)) {
                    found.add((int) at);
                }
                if (delta >= 0) {
                    break;
                }
                at += delta;
            } catch (MalformedChunkException _) {
                break;
            }
        }
        return found;
    }

    /** A cursor over the checkpoint at the position. */
    private Cursor event(int at) {
        var in = bytes.at(at, bytes.limit());
        int size = in.readInt();
        if (size < 3 || size > bytes.limit() - at || in.readLong() != CHECKPOINT) {
            throw new MalformedChunkException(at, "there is no checkpoint");
        }
        in.limit(at + size);
        return in;
    }
}
