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
final class Words<E extends Enum<E>> {

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

    byte[] spelling(E constant) {
        return spellings[constants.indexOf(constant)];
    }

    private int slot(byte[] text, int from, int to) {
        int hash = 7;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + (text[i] | 0x20);
        }
        return (hash ^ (hash >>> 11)) & (slots.length - 1);
    }

    private static boolean matches(byte[] spelling, byte[] text, int from, int to) {
        if (spelling.length != to - from) {
            return false;
        }
        for (int i = 0; i < spelling.length; i++) {
            int b = text[from + i];
            int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
            if (spelling[i] != lower) {
                return false;
            }
        }
        return true;
    }
}
