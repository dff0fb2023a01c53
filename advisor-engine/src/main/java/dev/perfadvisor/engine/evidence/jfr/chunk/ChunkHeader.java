package dev.perfadvisor.engine.evidence.jfr.chunk;

/**
 * The first 68 bytes of a chunk, big-endian: {@code "FLR\0"}, u2 major, u2 minor, u8 size, u8 constant-pool offset, u8
 * metadata offset, u8 start (ns since the epoch), u8 duration (ns), u8 start (ticks), u8 ticks per second, u4 features.
 * Byte 64, the first of the features, is the state of the file: 0 when finished, else a generation that is being
 * written.
 *
 * @param size bytes of the chunk with this header, 0 or unreliable while it is being written
 * @param constantPoolOffset offset of the last checkpoint event
 * @param metadataOffset offset of the metadata event
 * @param startNanos wall-clock time of {@code startTicks}, ns since the epoch
 * @param durationNanos time that the chunk covers, 0 while it is being written
 * @param state 0 when finished
 * @param compressed whether integers are written as LEB128
 */
public record ChunkHeader(
        int major,
        int minor,
        long size,
        long constantPoolOffset,
        long metadataOffset,
        long startNanos,
        long durationNanos,
        long startTicks,
        long ticksPerSecond,
        int state,
        boolean compressed) {

    /** Bytes of a header. */
    public static final int SIZE = 68;

    private static final int COMPRESSED_INTEGERS = 1;

    /** Whether {@code "FLR\0"} stands at the position. */
    public static boolean magicAt(byte[] data, int position, int limit) {
        return position + 4 <= limit
                && data[position] == 'F'
                && data[position + 1] == 'L'
                && data[position + 2] == 'R'
                && data[position + 3] == 0;
    }

    /**
     * Whether a chunk is likely to start at the position: the magic, a known version, a clock that ticks, and a size
     * that can hold a header or is not written yet. Tells a chunk from a text that holds the magic.
     */
    public static boolean plausibleAt(byte[] data, int position, int limit) {
        if (!magicAt(data, position, limit) || position + SIZE > limit) {
            return false;
        }
        var header = parse(data, position);
        return header.knownVersion()
                && (header.size == 0 || header.size >= SIZE)
                && header.ticksPerSecond > 0
                && header.startNanos >= 0;
    }

    /** Reads the header at the position, which must have {@link #SIZE} bytes. The magic is not looked at. */
    public static ChunkHeader parse(byte[] data, int position) {
        var in = new Cursor(data, position, position + SIZE, false);
        in.position(position + 4);
        int major = (int) in.fixed(2);
        int minor = (int) in.fixed(2);
        long size = in.fixed(8);
        long constantPoolOffset = in.fixed(8);
        long metadataOffset = in.fixed(8);
        long startNanos = in.fixed(8);
        long durationNanos = in.fixed(8);
        long startTicks = in.fixed(8);
        long ticksPerSecond = in.fixed(8);
        int features = (int) in.fixed(4);
        return new ChunkHeader(
                major,
                minor,
                size,
                constantPoolOffset,
                metadataOffset,
                startNanos,
                durationNanos,
                startTicks,
                ticksPerSecond,
                features >>> 24,
                (features & COMPRESSED_INTEGERS) != 0);
    }

    /** Versions 1.x (JDK 9 to 10 and others) and 2.x (JDK 11 on). Version 0.x of Oracle JDK 7 and 8 is another format. */
    public boolean knownVersion() {
        return major == 1 || major == 2;
    }

    /** Whether the writer closed the chunk: only then size and offsets can be relied on. */
    public boolean finished() {
        return state == 0 && size >= SIZE && durationNanos > 0;
    }

    /** Whether both are headers of one chunk, perhaps written at different times. */
    boolean sameStart(ChunkHeader other) {
        return startTicks == other.startTicks && startNanos == other.startNanos;
    }

    /** {@code 2.1} */
    public String version() {
        return major + "." + minor;
    }

    /** Length of a number of ticks in ns. */
    public long ticksToNanos(long ticks) {
        return ticksPerSecond == 1_000_000_000L ? ticks : (long) (ticks / (ticksPerSecond / 1e9));
    }

    /** Time of a tick, ns since the epoch. */
    public long epochNanos(long ticks) {
        return startNanos + ticksToNanos(ticks - startTicks);
    }
}
