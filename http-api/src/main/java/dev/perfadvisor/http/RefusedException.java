package dev.perfadvisor.http;

/** The server is not started, for a reason that the user can do something about. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message one sentence */
    public RefusedException(String message) {
        super(message);
    }
}
