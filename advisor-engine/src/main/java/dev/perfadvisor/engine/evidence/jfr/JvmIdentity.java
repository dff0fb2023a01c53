package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;
import dev.perfadvisor.engine.evidence.jfr.chunk.MalformedChunkException;
import java.time.Duration;
import java.util.List;

/**
 * Which JVM wrote a chunk, by {@code jdk.JVMInformation}, that Flight Recorder writes into each.
 *
 * @param key process and start, empty when the chunk does not say
 * @param startNanos of the JVM since the epoch, 0 when unknown
 */
record JvmIdentity(String key, String name, String version, long startNanos) {

    /** A JVM's first seconds load classes and run interpreted code: what is hot in them is not what is hot. */
    private static final Duration START_UP = Duration.ofSeconds(5);

    private static final JvmIdentity UNKNOWN = new JvmIdentity("", "", "", 0);

    /** Looks for the event in the whole chunk, as others that need it may come before it. */
    static JvmIdentity of(Chunk chunk) {
        var type = chunk.metadata().type("jdk.JVMInformation");
        if (type == null) {
            return UNKNOWN;
        }
        var in = chunk.first(type);
        if (in == null) {
            return UNKNOWN;
        }
        try {
            var stacks = new Stacks(chunk, FrameTable.EMPTY, 0);
            var event = Event.bind(type, chunk, stacks, List.of("jvmName", "jvmVersion", "jvmStartTime", "pid"));
            event.read(in);
            return identity(event);
        } catch (MalformedChunkException _) {
            return UNKNOWN;
        }
    }

    private static JvmIdentity identity(Event event) {
        long start = event.nanos(2);
        return new JvmIdentity(event.number(3) + "@" + start, event.text(0), event.text(1), start);
    }

    /** Until when the JVM starts up, ns since the epoch. */
    long startUpUntil() {
        return startNanos == 0 ? Long.MIN_VALUE : startNanos + START_UP.toNanos();
    }
}
