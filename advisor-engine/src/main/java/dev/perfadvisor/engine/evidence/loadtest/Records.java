package dev.perfadvisor.engine.evidence.loadtest;

/** Reads the records of a format that is made of lines, one after the other, and adds them up. */
interface Records {

    /** What became of a record. */
    enum Outcome {
        READ,
        /** A line that holds no measurement, such as a heading. */
        PASSED,
        /** The record does not end with this line: a quoted field is open. */
        OPEN,
        DAMAGED
    }

    /**
     * Reads {@code bytes[from..to)}, without the end of its last line. Nothing has been added up when the outcome is
     * {@link Outcome#OPEN} or {@link Outcome#DAMAGED}.
     */
    Outcome read(byte[] bytes, int from, int to);

    /**
     * Whether a last line without a line end is whole when it can be read. Where tools end all lines it is not: its last
     * figure may have lost digits.
     */
    default boolean wholeWithoutLineEnd(byte[] bytes, int from, int to) {
        return false;
    }

    /** What is known before the first line of a block, see {@link dev.perfadvisor.engine.evidence.LineBlocks.Cut#heading()}. */
    default void heading(byte[] heading) {}
}
