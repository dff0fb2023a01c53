package dev.perfadvisor.engine.evidence;

/** Some whole lines of a stream, in a buffer that is used again: {@code bytes()[start()..end())}. */
public final class Block {

    private static final byte[] NOTHING = {};

    byte[] bytes = NOTHING;
    int filled;
    private long number;
    private int start;
    private int end;
    private byte[] heading = NOTHING;
    private boolean tooLong;

    public byte[] bytes() {
        return bytes;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** How many blocks of the stream come before this one. */
    public long number() {
        return number;
    }

    /** What {@link LineBlocks.Cut#heading()} was at the beginning of this block. */
    public byte[] heading() {
        return heading;
    }

    /** Whether this stands for one line that was longer than {@link LineBlocks#LONGEST_LINE}, and is therefore empty. */
    public boolean tooLong() {
        return tooLong;
    }

    byte[] room(int size) {
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        return bytes;
    }

    void is(long newNumber, int newStart, int newEnd, byte[] newHeading, boolean isTooLong) {
        number = newNumber;
        start = newStart;
        end = newEnd;
        heading = newHeading;
        tooLong = isTooLong;
    }
}
