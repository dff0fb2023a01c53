package dev.perfadvisor.shell.oneshot;

/** The command line asks for something that can not be. */
final class UsageException extends RuntimeException {

    /** @param message one sentence that says what is wrong and what would be right */
    UsageException(String message) {
        super(message);
    }
}
