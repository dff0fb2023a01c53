package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata event of a chunk: where the header says, else by a walk over the sizes of events, else by trying
 * each place that looks like one. A chunk may hold several; the last one knows all types. When none is sound, what is left
 * of a damaged one is taken.
 */
final class MetadataSearch {

    private final ChunkHeader header;
    /** Most bytes of a metadata event: those of JDK 25 have about 100 kB. */
    private static final int LARGEST = 4 << 20;

    /** Most bytes of size and type of an event. */
    private static final int HEAD = 2 * Cursor.LONGEST;

    private final Bytes bytes;
    private boolean whereNamed;
    private long effort;

    MetadataSearch(ChunkHeader header, Bytes bytes) {
        this.header = header;
        this.bytes = bytes;
    }

    @Nullable Metadata find() {
        var named = header.finished() ? at(header.metadataOffset()) : null;
        if (named != null) {
            whereNamed = true;
            return named;
        }
        var candidates = new ArrayList<Long>();
        int stopped = walk(candidates);
        candidates.add(header.metadataOffset());
        for (long candidate : candidates) {
            var found = at(candidate);
            if (found != null) {
                return found;
            }
        }
        var found = search(stopped);
        return found == null ? salvage(candidates) : found;
    }

    /** Whether it was found where the header says. */
    boolean whereNamed() {
        return whereNamed;
    }

    private @Nullable Metadata salvage(List<Long> candidates) {
        for (long candidate : candidates) {
            var found = at(candidate, Metadata::salvage);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Collects the metadata events that the walk meets, last one first, and tells where it had to stop. */
    private int walk(List<Long> found) {
        int at = ChunkHeader.SIZE;
        try {
            while (at < bytes.length()) {
                var in = bytes.cursor(at, HEAD, header.compressed());
                int size = in.readInt();
                if (size < 3 || size > bytes.length() - at) {
                    return at;
                }
                if (in.readLong() == 0) {
                    found.addFirst((long) at);
                }
                at += size;
            }
        } catch (MalformedChunkException _) {
            return at;
        }
        return at;
    }

    private @Nullable Metadata search(int from) {
        effort = Math.max(Elements.LEAST_EFFORT, (long) Elements.MOST_EFFORT * bytes.length());
        for (int at = from; at < bytes.length() && effort > 0; at++) {
            var found = at(at);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The metadata at a position, null when there is none that is sound. */
    @Nullable Metadata at(long position) {
        return at(position, Metadata::parse);
    }

    private @Nullable Metadata at(long position, Function<Cursor, Metadata> read) {
        if (position < ChunkHeader.SIZE || position >= bytes.length()) {
            return null;
        }
        int at = (int) position;
        try {
            var in = bytes.cursor(at, LARGEST, header.compressed());
            int start = in.position();
            int size = in.readInt();
            if (size < ChunkHeader.SIZE || size > in.limit() - start || in.readLong() != 0) {
                return null;
            }
            in.limit(start + size);
            try {
                return read.apply(in);
            } finally {
                effort -= in.position() - start;
            }
        } catch (MalformedChunkException _) {
            return null;
        }
    }
}
