package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.Arrays;

/**
 * What there is to do for the fields of a type one after another, as numbers: a step, and to what of it. Whole numbers that
 * follow one another are one step, so that they are read without a look at what each of them is.
 */
final class Steps {

    /** As many whole numbers as the step names, into the places of the values that follow it. */
    static final int NUMBERS = 0;

    /** A whole number that nobody asked for. */
    static final int SKIP = 1;

    /** What was read into the place named is an int, a short or a char. */
    static final int AS_INT = 2;

    static final int AS_SHORT = 3;
    static final int AS_CHAR = 4;

    static final int BYTE = 5;
    static final int SKIP_BYTE = 6;

    /** The string that is the field named. */
    static final int STRING = 7;

    /** Any other value, the field named. */
    static final int OTHER = 8;

    /** Bits of the step; above them is what it names. */
    private static final int BITS = 4;

    private int[] steps = new int[8];
    private int length;

    /** Place of the {@link #NUMBERS} that may go on; -1 when the field before was something else. */
    private int numbers = -1;

    /** What is left to do once the numbers are read. */
    private final int[] narrow = new int[Integer.SIZE];

    private int narrowed;

    static int kind(int step) {
        return step & ((1 << BITS) - 1);
    }

    static int named(int step) {
        return step >>> BITS;
    }

    /** A whole number that is asked for. */
    void number(int slot) {
        if (numbers < 0) {
            numbers = length;
            append(NUMBERS);
        }
        steps[numbers] += 1 << BITS;
        append(slot);
    }

    /** A whole number that is narrower than a long. */
    void number(int slot, int as) {
        if (narrowed == narrow.length) {
            endNumbers();
        }
        number(slot);
        narrow[narrowed++] = as | slot << BITS;
    }

    /** Anything else. */
    void add(int kind, int names) {
        endNumbers();
        append(kind | names << BITS);
    }

    private void endNumbers() {
        numbers = -1;
        for (int i = 0; i < narrowed; i++) {
            append(narrow[i]);
        }
        narrowed = 0;
    }

    private void append(int step) {
        if (length == steps.length) {
            steps = Arrays.copyOf(steps, length * 2);
        }
        steps[length++] = step;
    }

    int[] all() {
        endNumbers();
        return Arrays.copyOf(steps, length);
    }
}
