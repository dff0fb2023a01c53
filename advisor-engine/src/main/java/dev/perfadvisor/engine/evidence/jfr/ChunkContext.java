package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;

/**
 * What the events of one chunk have in common.
 *
 * @param artifact id of the artifact, for sources
 * @param jvm key of the JVM that wrote the chunk, empty when it does not say
 * @param startUpUntil end of the JVM's start, ns since the epoch
 */
record ChunkContext(String artifact, Chunk chunk, Stacks stacks, ChunkSeries series, String jvm, long startUpUntil) {

    private static final long DAY = 86_400_000_000_000L;

    /** A length of time that an event can have; others are damage and count as zero. */
    static long length(long nanos) {
        return nanos < 0 || nanos > 7 * DAY ? 0 : nanos;
    }
}
