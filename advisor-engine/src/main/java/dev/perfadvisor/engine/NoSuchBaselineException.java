package dev.perfadvisor.engine;

/** There is no baseline of that name or version; the message says which one may have been meant. */
public final class NoSuchBaselineException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoSuchBaselineException(String message) {
        super(message);
    }
}
