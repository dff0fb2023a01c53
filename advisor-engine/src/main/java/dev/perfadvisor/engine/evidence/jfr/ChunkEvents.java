package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;
import dev.perfadvisor.engine.evidence.jfr.chunk.Cursor;
import dev.perfadvisor.engine.evidence.jfr.chunk.Damage;
import dev.perfadvisor.engine.evidence.jfr.chunk.MalformedChunkException;
import dev.perfadvisor.engine.evidence.jfr.chunk.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands the events of one chunk to those who listen for their types; values of other types are not decoded. */
final class ChunkEvents {

    private final Chunk chunk;
    private final Stacks stacks;
    private final @Nullable Binding[] bindings;
    private final long[] counts;
    private long firstTicks = Long.MAX_VALUE;
    private long lastTicks = Long.MIN_VALUE;
    private long lastNanos = Long.MIN_VALUE;
    private long damagedEvents;
    private long firstDamage;
    private String damage = "";

    private record Binding(Event event, Listener listener) {}

    /** Takes the events of a type. */
    @FunctionalInterface
    interface Listener {

        /** Takes an event, which is valid until this returns. */
        void on(Event event);
    }

    ChunkEvents(Chunk chunk, Stacks stacks) {
        this.chunk = chunk;
        this.stacks = stacks;
        int types = (int) chunk.metadata().types().stream()
                .mapToLong(Type::id)
                .filter(id -> id >= 0 && id < Chunk.MOST_TYPES)
                .max()
                .orElse(0);
        this.bindings = new @Nullable Binding[types + 1];
        this.counts = new long[types + 1];
    }

    /**
     * Listens for a type of event. Chunks without that type are fine.
     *
     * @param fields that the listener asks for, by their place in this list
     */
    void on(String typeName, Listener listener, String... fields) {
        var type = chunk.metadata().type(typeName);
        if (type == null || type.id() < 0 || type.id() >= bindings.length) {
            return;
        }
        try {
            var event = Event.bind(type, chunk, stacks, List.of(fields));
            bindings[(int) type.id()] = new Binding(event, listener);
        } catch (MalformedChunkException e) {
            damaged(0, e);
        }
    }

    /** Reads all events. */
    void run() {
        chunk.forEachEvent(this::event);
        if (lastTicks != Long.MIN_VALUE) {
            lastNanos = Math.max(lastNanos, chunk.header().epochNanos(lastTicks));
        }
    }

    private void event(long type, Cursor in) {
        counts[(int) type]++;
        int start = in.position();
        try {
            var binding = bindings[(int) type];
            if (binding == null) {
                long ticks = in.readLong();
                firstTicks = Math.min(firstTicks, ticks);
                lastTicks = Math.max(lastTicks, ticks);
                return;
            }
            var event = binding.event;
            event.read(in);
            lastNanos = Math.max(lastNanos, event.end());
            firstTicks = Math.min(firstTicks, event.ticks());
            binding.listener.on(event);
        } catch (MalformedChunkException e) {
            damaged(start, e);
        }
    }

    private void damaged(int position, MalformedChunkException e) {
        if (damagedEvents++ == 0) {
            firstDamage = chunk.offset(position);
            damage = String.valueOf(e.getMessage());
        }
    }

    /** Events whose values could not be read, told once; null when there are none. */
    @Nullable Damage damage() {
        return damagedEvents == 0
                ? null
                : new Damage(firstDamage, 0, damagedEvents + " events could not be read, the first because " + damage);
    }

    /** Number of events by name of their type. */
    Map<String, Long> counts() {
        var byName = new HashMap<String, Long>();
        for (Type type : chunk.metadata().types()) {
            long count = type.id() >= 0 && type.id() < counts.length ? counts[(int) type.id()] : 0;
            if (count > 0) {
                byName.merge(type.name(), count, Long::sum);
            }
        }
        return byName;
    }

    /** Number of all events. */
    long count() {
        return Arrays.stream(counts).sum();
    }

    boolean isEmpty() {
        return lastNanos == Long.MIN_VALUE;
    }

    /** Time of the first event, but not before the chunk: a wait may have begun long ago. */
    long first() {
        return Math.max(chunk.header().startNanos(), chunk.header().epochNanos(firstTicks));
    }

    /** Time when the last event ended. */
    long last() {
        return Math.max(lastNanos, first());
    }
}
