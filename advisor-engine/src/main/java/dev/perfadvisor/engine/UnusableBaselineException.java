package dev.perfadvisor.engine;

/** What was to be kept as a baseline can not be one; the message says why and what to do. */
public final class UnusableBaselineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean unread;

    UnusableBaselineException(String message, boolean unread) {
        super(message);
        this.unread = unread;
    }

    /** Whether it is evidence that could not be read. */
    public boolean unread() {
        return unread;
    }
}
