package dev.perfadvisor.engine.evidence.slowquery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the constant of a word in bytes, whatever the case of its letters, without making a string.
 *
 * @param <E> the words
 */
@SuppressWarnings("EnumOrdinal") // an array by constant: a map would be asked for each word of the log
final class Words<E extends Enum<E>> {

    private static final long BLANKS = 0x2020202020202020L;

    private final byte[][] spellings;
    private final List<E> constants;
    private final int[] slots;
    private final int longest;

    /** Words as the constants spell them. */
    Words(Class<E> type) {
        constants = List.copyOf(Arrays.asList(type.getEnumConstants()));
        spellings = new byte[constants.size()][];
        slots = new int[Integer.highestOneBit(constants.size()) * 8];
        int most = 0;
        for (int i = 0; i < spellings.length; i++) {
            spellings[i] = Ascii.of(constants.get(i).name().toLowerCase(Locale.ROOT));
            most = Math.max(most, spellings[i].length);
            int slot = slot(spellings[i], 0, spellings[i].length);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = i + 1;
        }
        longest = most;
    }

    /** The constant spelt by these bytes, null when there is none. */
    @Nullable E find(byte[] text, int from, int to) {
        if (to - from > longest || to <= from) {
            return null;
        }
        int slot = slot(text, from, to);
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (matches(spellings[index], text, from, to)) {
                return constants.get(index);
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return null;
    }

    /** Whether these bytes spell the word. */
    boolean is(E constant, byte[] text, int from, int to) {
        return matches(spellings[constant.ordinal()], text, from, to);
    }

    byte[] spelling(E constant) {
        return spellings[constant.ordinal()];
    }

    /** First, middle and last letter and the length tell words apart well enough; {@link #matches} compares all. */
    private int slot(byte[] text, int from, int to) {
        int length = to - from;
        int hash = (text[from] | 0x20) * 31 + (text[from + length / 2] | 0x20);
        hash = hash * 31 + (text[to - 1] | 0x20);
        hash = hash * 31 + length;
        return (hash ^ (hash >>> 7)) & (slots.length - 1);
    }

    /** A set 0x20 makes letters lower case, and no other byte of a word one of those that words are spelt with. */
    private static boolean matches(byte[] spelling, byte[] text, int from, int to) {
        int length = to - from;
        if (spelling.length != length) {
            return false;
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            int count = Math.min(Long.BYTES, length - i);
            long same = (Ascii.word(spelling, i, count) ^ Ascii.word(text, from + i, count)) & ~BLANKS;
            if (same != 0) {
                return false;
            }
        }
        return true;
    }
}
