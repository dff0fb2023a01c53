package dev.perfadvisor.engine.loadgen;

/** No load test can be written from what was given; the message says in a sentence what is wrong and what to do. */
public final class UnusableOrderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unread;

    public UnusableOrderException(String sentence) {
        this(sentence, false);
    }

    private UnusableOrderException(String sentence, boolean unread) {
        super(sentence);
        this.unread = unread;
    }

    /** What was handed in can not be read, or says nothing of requests. */
    public static UnusableOrderException unread(String sentence) {
        return new UnusableOrderException(sentence, true);
    }

    /** Whether the fault is with the evidence and not with the order. */
    public boolean isUnread() {
        return unread;
    }
}
