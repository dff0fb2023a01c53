package dev.perfadvisor.shell;

/** Exit statuses, which scripts rely on. */
public enum Exit {
    /** The command did what it was asked for. */
    DONE(0),
    /** What was to be checked does not hold: a cause as severe as {@code --fail-on} says, or a rule that is wrong. */
    NOT_MET(1),
    /** The command line was not understood. */
    WRONG_USAGE(2),
    /** Evidence was given, and none of it could be read. */
    NOTHING_READ(3),
    /** A fault of the advisor itself. */
    INTERNAL_ERROR(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** As the process reports it. */
    public int code() {
        return code;
    }
}
