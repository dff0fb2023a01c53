package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;
import dev.perfadvisor.engine.evidence.jfr.chunk.Cursor;
import dev.perfadvisor.engine.evidence.jfr.chunk.Field;
import dev.perfadvisor.engine.evidence.jfr.chunk.Layout;
import dev.perfadvisor.engine.evidence.jfr.chunk.TextCache;
import dev.perfadvisor.engine.evidence.jfr.chunk.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event that is being read: the values of some fields of a type of event, bound once a chunk and filled again for
 * each event. Fields are asked for by their place in the list of names it was bound with.
 */
final class Event {

    private static final String START = "startTime";

    private final String type;
    private final Chunk chunk;
    private final Stacks stacks;
    private final Layout layout;
    private final long[] values;
    private final @Nullable Field[] fields;
    private final int durationSlot;
    private final double ticksPerNano;
    private final long startNanos;
    private final long startTicks;
    private Cursor in;
    private long start;
    private long length;

    private Event(Type type, Chunk chunk, Stacks stacks, List<String> names) {
        var wanted = new ArrayList<>(names);
        wanted.add(START);
        this.type = type.name();
        this.chunk = chunk;
        this.stacks = stacks;
        this.layout = Layout.of(chunk.metadata(), type, wanted);
        this.values = new long[wanted.size()];
        this.durationSlot = names.indexOf("duration");
        this.ticksPerNano = chunk.header().ticksPerSecond() / 1e9;
        this.startNanos = chunk.header().startNanos();
        this.startTicks = chunk.header().startTicks();
        this.fields = new @Nullable Field[wanted.size()];
        this.in = new Cursor(new byte[0], 0, 0, true);
        for (var field : type.fields()) {
            int slot = wanted.indexOf(field.name());
            if (slot >= 0) {
                fields[slot] = field;
            }
        }
    }

    /**
     * @param names of the fields that will be asked for
     * @throws dev.perfadvisor.engine.evidence.jfr.chunk.MalformedChunkException when the metadata of the type is damaged
     */
    static Event bind(Type type, Chunk chunk, Stacks stacks, List<String> names) {
        return new Event(type, chunk, stacks, names);
    }

    /** Reads the values of the event at the cursor. */
    void read(Cursor event) {
        in = event;
        layout.read(event, values);
        start = startNanos + ticksToNanos(values[values.length - 1] - startTicks);
        length = durationSlot < 0 ? 0 : length(durationSlot);
    }

    /** Time as the chunk's clock counts it. */
    long ticks() {
        return values[values.length - 1];
    }

    /** Name of its type. */
    String type() {
        return type;
    }

    boolean has(int slot) {
        return fields[slot] != null;
    }

    /** Ns since the epoch. */
    long start() {
        return start;
    }

    /** Ns since the epoch; the start when its duration was not asked for. */
    long end() {
        return start + length;
    }

    long number(int slot) {
        return values[slot];
    }

    boolean flag(int slot) {
        return values[slot] != 0;
    }

    /** A float or double. */
    double real(int slot) {
        return Double.longBitsToDouble(values[slot]);
    }

    /** A length of time in ns, by the unit that the metadata gives; ticks when it gives none. */
    long nanos(int slot) {
        long value = values[slot];
        var unit = layout.unit(slot);
        return switch (unit == null ? Field.Unit.NONE : unit) {
            case NONE, TICKS -> ticksToNanos(value);
            case NANOSECONDS -> value;
            case MICROSECONDS -> value * 1_000;
            case MILLISECONDS -> value * 1_000_000;
            case SECONDS -> value * 1_000_000_000;
        };
    }

    /** As the header of the chunk tells it, with what is the same for all events worked out once. */
    private long ticksToNanos(long ticks) {
        return ticksPerNano == 1 ? ticks : (long) (ticks / ticksPerNano);
    }

    /** Its duration, if that was asked for: a length of time that an event can have. */
    long length() {
        return length;
    }

    /** A length of time that an event can have. */
    long length(int slot) {
        return ChunkContext.length(nanos(slot));
    }

    /** A string, or the name of a constant; empty when there is none. */
    String text(int slot) {
        var field = fields[slot];
        if (field == null || field.constant()) {
            return textOf(textNumber(slot));
        }
        int position = in.position();
        in.moveTo(values[slot]);
        var text = stacks.texts().string(in, chunk.constants());
        in.position(position);
        return text;
    }

    /** The number that stands for such a text in this chunk. */
    int textNumber(int slot) {
        var field = fields[slot];
        if (field == null) {
            return TextCache.EMPTY;
        }
        if (field.constant()) {
            return stacks.texts().number(chunk.constants().text(field.type(), values[slot]));
        }
        int position = in.position();
        in.moveTo(values[slot]);
        int number = stacks.texts().read(in, chunk.constants());
        in.position(position);
        return number;
    }

    /** The text that a number stands for. */
    String textOf(int number) {
        return stacks.texts().text(number);
    }

    /** A number in a value that is nested in the event, 0 when there is none of that name. */
    long nested(int slot, String name) {
        var field = fields[slot];
        var type = field == null ? null : chunk.metadata().type(field.type());
        if (type == null) {
            return 0;
        }
        int position = in.position();
        in.moveTo(values[slot]);
        var inner = new long[1];
        Layout.of(chunk.metadata(), type, List.of(name)).read(in, inner);
        in.position(position);
        return inner[0];
    }

    @Nullable Stack stack(int slot) {
        return stacks.stack(values[slot]);
    }

    @Nullable ThreadRef thread(int slot) {
        return stacks.thread(values[slot]);
    }

    String className(int slot) {
        return stacks.className(values[slot]);
    }
}
