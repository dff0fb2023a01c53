package dev.perfadvisor.http;

/** The server is not started, for a reason that the user can do something about. */
final class RefusedException extends RuntimeException {

    /** @param message one sentence */
    RefusedException(String message) {
        super(message);
    }
}
