package dev.perfadvisor.engine.evidence.jfr.chunk;

import dev.perfadvisor.engine.evidence.jfr.chunk.Field.Unit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How to find some fields in the values of a type: the metadata turned into a short list of moves, made once a chunk.
 *
 * <p>Values come out as one {@code long} per wanted field: integers, booleans and keys of constants as they are, floats
 * and doubles as the bits of a double, and for strings, arrays and nested values the position where they start.
 */
public final class Layout {

    private static final int DEEPEST = 8;

    /** Most moves of a type with those nested in it, which types that nest each other could multiply without end. */
    private static final int MOST_MOVES = 4096;

    private enum Move {
        BYTE(1),
        SHORT(Cursor.LONGEST),
        CHAR(Cursor.LONGEST),
        INT(Cursor.LONGEST),
        LONG(Cursor.LONGEST),
        FLOAT(4),
        DOUBLE(8),
        STRING(0),
        NESTED(0),
        ARRAY(0);

        /** Bytes that a value of bounded length has at most; 0 for others, whose length is checked as they are read. */
        private final int most;

        Move(int most) {
            this.most = most;
        }
    }

    private static final Layout OF_NOTHING = new Layout(new Move[0], new int[0], new Layout[0], new Unit[0], 0);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bit of each byte of a LEB128 number that says that another byte follows. */
    private static final long FOLLOWED = 0x8080_8080_8080_8080L;

    private final Move[] moves;
    private final int[] slots;
    private final Layout[] nested;
    private final Unit[] units;
    private final int lastWanted;

    /** The moves up to the last wanted field, as {@link Steps}. */
    private final int[] steps;

    /** Number of moves, nested ones included. */
    private final int size;

    /** Whether a value takes no bytes at all. */
    private final boolean empty;

    /** Bytes that all wanted values of bounded length, and those between them, have at most, and a word to read behind. */
    private final int span;

    private Layout(Move[] moves, int[] slots, Layout[] nested, Unit[] units, int lastWanted) {
        this.moves = moves;
        this.slots = slots;
        this.nested = nested;
        this.units = units;
        this.lastWanted = lastWanted;
        this.steps = steps(moves, slots, lastWanted);
        this.size = moves.length
                + Arrays.stream(nested).mapToInt(inner -> inner.size).sum();
        this.empty = IntStream.range(0, moves.length).allMatch(i -> moves[i] == Move.NESTED && nested[i].empty);
        this.span =
                Arrays.stream(moves, 0, lastWanted).mapToInt(move -> move.most).sum() + Long.BYTES;
    }

    private static int[] steps(Move[] moves, int[] slots, int lastWanted) {
        var steps = new Steps();
        for (int i = 0; i < lastWanted; i++) {
            int slot = slots[i];
            switch (moves[i]) {
                case BYTE -> steps.add(slot < 0 ? Steps.SKIP_BYTE : Steps.BYTE, Math.max(0, slot));
                case SHORT -> number(steps, slot, Steps.AS_SHORT);
                case CHAR -> number(steps, slot, Steps.AS_CHAR);
                case INT -> number(steps, slot, Steps.AS_INT);
                case LONG -> number(steps, slot, Steps.NUMBERS);
                case STRING -> steps.add(Steps.STRING, i);
                case FLOAT, DOUBLE, NESTED, ARRAY -> steps.add(Steps.OTHER, i);
            }
        }
        return steps.all();
    }

    private static void number(Steps steps, int slot, int as) {
        if (slot < 0) {
            steps.add(Steps.SKIP, 0);
        } else if (as == Steps.NUMBERS) {
            steps.number(slot);
        } else {
            steps.number(slot, as);
        }
    }

    /**
     * The layout of a type.
     *
     * @param wanted names of the fields whose values are asked for, in the order of the values that come out
     * @throws MalformedChunkException when the metadata refers to types that are not there, that hold themselves, or that
     *     hold too much
     */
    public static Layout of(Metadata metadata, Type type, List<String> wanted) {
        return of(metadata, type, wanted, 0);
    }

    private static Layout of(Metadata metadata, Type type, List<String> wanted, int depth) {
        if (depth > DEEPEST) {
            throw new MalformedChunkException(0, "type " + type.name() + " is nested too deeply");
        }
        int count = type.fields().size();
        var moves = new Move[count];
        var slots = new int[count];
        var nested = new Layout[count];
        var units = new Unit[wanted.size()];
        Arrays.fill(nested, OF_NOTHING);
        Arrays.fill(slots, -1);
        int lastWanted = 0;
        int size = count;
        for (int i = 0; i < count; i++) {
            var field = type.fields().get(i);
            moves[i] = move(metadata, field);
            if (moves[i] == Move.NESTED) {
                nested[i] = of(metadata, known(metadata, field), List.of(), depth + 1);
            } else if (moves[i] == Move.ARRAY) {
                nested[i] = of(metadata, element(metadata, field), List.of(), depth + 1);
            }
            size += nested[i].size;
            if (size > MOST_MOVES) {
                throw new MalformedChunkException(0, "type " + type.name() + " holds too many values");
            }
            int slot = wanted.indexOf(field.name());
            if (slot >= 0) {
                slots[i] = slot;
                units[slot] = field.unit();
                lastWanted = i + 1;
            }
        }
        return new Layout(moves, slots, nested, units, lastWanted);
    }

    private static Type known(Metadata metadata, Field field) {
        var type = metadata.type(field.type());
        if (type == null) {
            throw new MalformedChunkException(0, "the type of field " + field.name() + " is not there");
        }
        return type;
    }

    /** The elements of an array as a type with one field. */
    private static Type element(Metadata metadata, Field field) {
        known(metadata, field);
        return new Type(
                -1,
                field.name(),
                "",
                List.of(new Field("element", field.type(), field.constant(), false, field.unit())));
    }

    private static Move move(Metadata metadata, Field field) {
        if (field.array()) {
            return Move.ARRAY;
        }
        if (field.constant()) {
            return Move.LONG;
        }
        return switch (known(metadata, field).name()) {
            case "boolean", "byte" -> Move.BYTE;
            case "short" -> Move.SHORT;
            case "char" -> Move.CHAR;
            case "int" -> Move.INT;
            case "long" -> Move.LONG;
            case "float" -> Move.FLOAT;
            case "double" -> Move.DOUBLE;
            case "java.lang.String" -> Move.STRING;
            default -> Move.NESTED;
        };
    }

    /** Whether the type has a wanted field. */
    public boolean has(int slot) {
        return unit(slot) != null;
    }

    /** Unit of a wanted field, null when the type does not have it. */
    public @Nullable Unit unit(int slot) {
        return units[slot];
    }

    /**
     * Reads the wanted fields of the value at the cursor into {@code out}, where those that the type does not have keep
     * what is there. The cursor stops behind the last wanted field.
     */
    public void read(Cursor in, long[] out) {
        if (in.compressed() && in.data().length - in.limit() >= span) {
            readFast(in, out);
            return;
        }
        for (int i = 0; i < lastWanted; i++) {
            int slot = slots[i];
            if (slot < 0) {
                skip(in, i);
            } else {
                out[slot] = value(in, i);
            }
        }
    }

    /**
     * The same for compressed integers where the bytes behind the limit bear to be read, so that it is enough to look at
     * the limit once at the end.
     */
    private void readFast(Cursor in, long[] out) {
        var data = in.data();
        int p = in.position();
        for (int i = 0; i < steps.length; i++) {
            int named = Steps.named(steps[i]);
            switch (Steps.kind(steps[i])) {
                case Steps.NUMBERS -> {
                    for (int last = i + named; i < last; ) {
                        long word = (long) LONGS.get(data, p);
                        long ends = ~word & FOLLOWED;
                        int bits = Long.numberOfTrailingZeros(ends) + 1;
                        p += ends == 0 ? Cursor.LONGEST : bits >>> 3;
                        out[steps[++i]] = ends == 0
                                ? sevens(word) | ((long) data[p - 1] << 56)
                                : sevens(word & (-1L >>> (Long.SIZE - bits)));
                    }
                }
                case Steps.SKIP -> {
                    long ends = ~(long) LONGS.get(data, p) & FOLLOWED;
                    p += ends == 0 ? Cursor.LONGEST : (Long.numberOfTrailingZeros(ends) + 1) >>> 3;
                }
                case Steps.AS_INT -> out[named] = (int) out[named];
                case Steps.AS_SHORT -> out[named] = (short) out[named];
                case Steps.AS_CHAR -> out[named] = (char) out[named];
                case Steps.BYTE -> out[named] = data[p++] & 0xFF;
                case Steps.SKIP_BYTE -> p++;
                case Steps.STRING -> p = string(in, p, named, out);
                default -> p = other(in, p, named, out);
            }
        }
        in.position(p);
        in.requireWithin();
    }

    /** Reads or passes over the string at a position; where it ends. */
    private int string(Cursor in, int at, int field, long[] out) {
        int end = in.endOfShortString(at);
        if (end < 0) {
            return other(in, at, field, out);
        }
        if (slots[field] >= 0) {
            out[slots[field]] = at;
        }
        return end;
    }

    private int other(Cursor in, int at, int field, long[] out) {
        in.position(at);
        if (slots[field] >= 0) {
            out[slots[field]] = value(in, field);
        } else {
            skip(in, field);
        }
        return in.position();
    }

    /** The lower seven bits of each byte, put together: pairs of bytes first, then pairs of those, without a loop. */
    private static long sevens(long word) {
        long pairs = (word & 0x007F_007F_007F_007FL) | ((word & 0x7F00_7F00_7F00_7F00L) >>> 1);
        long fours = (pairs & 0x0000_3FFF_0000_3FFFL) | ((pairs & 0x3FFF_0000_3FFF_0000L) >>> 2);
        return (fours & 0x0000_0000_0FFF_FFFFL) | ((fours & 0x0FFF_FFFF_0000_0000L) >>> 4);
    }

    /** As {@link #read}, but the cursor stops behind the whole value, as it must between elements of an array. */
    public void readWhole(Cursor in, long[] out) {
        read(in, out);
        for (int i = lastWanted; i < moves.length; i++) {
            skip(in, i);
        }
    }

    private long value(Cursor in, int i) {
        return switch (moves[i]) {
            case BYTE -> in.readByte();
            case SHORT -> (short) in.readInteger(2);
            case CHAR -> (char) in.readInteger(2);
            case INT -> (int) in.readInteger(4);
            case LONG -> in.readInteger(8);
            case FLOAT -> Double.doubleToRawLongBits(Float.intBitsToFloat((int) in.fixed(4)));
            case DOUBLE -> in.fixed(8);
            case STRING, NESTED, ARRAY -> {
                long at = in.position();
                skip(in, i);
                yield at;
            }
        };
    }

    /** Moves the cursor behind the value. */
    public void skip(Cursor in) {
        for (int i = 0; i < moves.length; i++) {
            skip(in, i);
        }
    }

    private void skip(Cursor in, int i) {
        switch (moves[i]) {
            case BYTE -> in.skip(1);
            case SHORT, CHAR -> in.skipInteger(2);
            case INT -> in.skipInteger(4);
            case LONG -> in.skipInteger(8);
            case FLOAT -> in.skip(4);
            case DOUBLE -> in.skip(8);
            case STRING -> in.skipString();
            case NESTED -> nested[i].skip(in);
            case ARRAY -> {
                int count = in.readCount();
                for (int left = nested[i].empty ? 0 : count; left > 0; left--) {
                    nested[i].skip(in);
                }
            }
        }
    }
}
