package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One chunk, ready to be read: its types, its constants, and the stretches of bytes that hold sound events, as {@link
 * Walk} finds them. Types 0 and 1 are metadata and checkpoints.
 */
public final class Chunk {

    /** Keys of event types are small numbers; an event of a type beyond this is damage. */
    public static final int MOST_TYPES = 1 << 20;

    /** Where the header holds the offsets. */
    private static final int CONSTANTS_FIELD = 16;

    private static final int METADATA_FIELD = 24;

    /** Most bytes of size, type, start, duration and distance of a checkpoint. */
    private static final int HEAD = 5 * Cursor.LONGEST;

    /** Most bytes of the constants that are kept of a large chunk. */
    private static final long MOST_KEPT =
            Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final ChunkHeader header;
    private final Bytes bytes;
    private final long offset;
    private final Metadata metadata;
    private final Constants constants;
    private final Walk walk;
    private final List<Damage> damages = new ArrayList<>();

    private Chunk(ChunkStream.Slice slice, Metadata metadata) {
        this.header = slice.header();
        this.offset = slice.offset();
        this.bytes = slice.bytes();
        this.metadata = metadata;
        this.constants = new Constants(metadata, bytes, header.compressed());
        this.walk = new Walk(header, bytes, metadata, offset).run();
        damages.addAll(walk.damages());
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
        var search = new MetadataSearch(slice.header(), slice.bytes());
        var metadata = search.find();
        if (metadata == null) {
            return null;
        }
        var chunk = new Chunk(slice, metadata);
        chunk.checkHeader(search.whereNamed());
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
        for (var stretch : walk.stretches()) {
            int at = stretch.from();
            while (at < stretch.to()) {
                at = bytes.inMemory() ? window(at, stretch.to(), visitor) : windowOfFile(at, stretch.to(), visitor);
            }
        }
    }

    /** Visits the events of a window that begins with one; the position of the first event that is not whole in it. */
    private int window(int from, int to, Visitor visitor) {
        int base = bytes.base();
        int end = Math.min(to, bytes.end()) - base;
        var in = bytes.cursor(from, 0, header.compressed());
        int at = in.position();
        // The head of an event may stand on the end of a window; the next window begins with that event.
        int last = base + end < to ? end - HEAD : end;
        while (at < end && at <= last) {
            in.position(at);
            in.limit(end);
            int next = at + in.readInt();
            long type = in.readLong();
            if (next > end) {
                break;
            }
            if (type > Walk.CHECKPOINT) {
                in.limit(next);
                visitor.event(type, in);
            }
            at = next;
        }
        return at + base;
    }

    private int windowOfFile(int from, int to, Visitor visitor) {
        bytes.index(from, bytes.window());
        int next = window(from, to, visitor);
        if (next > from) {
            return next;
        }
        // Checkpoints may be larger than a window; of other events, that is told.
        var in = bytes.cursor(from, 0, header.compressed());
        int size = Math.max(1, in.readInt());
        if (in.readLong() > Walk.CHECKPOINT) {
            damages.add(new Damage(offset(from), size, "an event of " + size + " bytes is too large to be read"));
        }
        return from + size;
    }

    /** The first event of a type, as a {@link Visitor} gets it; null when there is none. */
    public @Nullable Cursor first(Type type) {
        int at = walk.first(type.id());
        if (at == 0) {
            return null;
        }
        var in = bytes.cursor(at, bytes.window(), header.compressed());
        int start = in.position();
        int size = in.readInt();
        in.readLong();
        in.limit(Math.min(in.limit(), start + size));
        return in;
    }

    /** A finished header names the place of the metadata and of the last checkpoint. */
    private void checkHeader(boolean metadataWhereNamed) {
        if (!header.finished() || header.size() > bytes.length()) {
            return;
        }
        if (!walk.checkpoints().contains((int) header.constantPoolOffset())) {
            damages.add(new Damage(offset(CONSTANTS_FIELD), 8, "the header names a wrong place for constants"));
        }
        if (!metadata.whole()) {
            damages.add(new Damage(offset, 0, "the metadata is damaged: events of some types can not be read"));
        } else if (!metadataWhereNamed) {
            damages.add(new Damage(offset(METADATA_FIELD), 8, "the header names a wrong place for metadata"));
        }
    }

    private void readCheckpoints() {
        var all = new ArrayList<>(walk.checkpoints());
        if (!damages.isEmpty()) {
            all.addAll(chain(new HashSet<>(walk.checkpoints())));
        }
        for (int at : all) {
            try {
                var in = checkpoint(at);
                constants.add(in);
                if (in.remaining() > 0) {
                    throw new MalformedChunkException(in.place(), "values end before their event");
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
        while (at >= ChunkHeader.SIZE && at < bytes.length()) {
            try {
                var in = head((int) at);
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

    /** A cursor behind size and type of the checkpoint at the position, with its end as the limit. */
    private Cursor checkpoint(int at) {
        var in = head(at);
        if (bytes.inMemory()) {
            return in;
        }
        int size = sizeOf(at);
        if (constants.kept() + (long) size > MOST_KEPT) {
            throw new MalformedChunkException(at, "there are more of them than fit into memory");
        }
        var kept = constants.keep(bytes.copy(at, size), at);
        kept.readInt();
        kept.readLong();
        return kept;
    }

    private int sizeOf(int at) {
        return bytes.cursor(at, Cursor.LONGEST, header.compressed()).readInt();
    }

    /** The same with the end of the window as the limit where that comes first. */
    private Cursor head(int at) {
        var in = bytes.cursor(at, HEAD, header.compressed());
        int start = in.position();
        int size = in.readInt();
        if (size < 3 || size > bytes.length() - at || in.readLong() != Walk.CHECKPOINT) {
            throw new MalformedChunkException(at, "there is no checkpoint");
        }
        in.limit((int) Math.min(in.limit(), (long) start + size));
        return in;
    }
}
