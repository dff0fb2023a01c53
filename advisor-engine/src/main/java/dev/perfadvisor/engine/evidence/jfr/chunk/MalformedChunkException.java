package dev.perfadvisor.engine.evidence.jfr.chunk;

/** The bytes of a chunk are not what the format says. Carries no stack trace, as damaged files raise it often. */
public final class MalformedChunkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position offset in the chunk, bytes
     * @param message what is wrong there
     */
    public MalformedChunkException(int position, String message) {
        super(message, null, false, false);
        this.position = position;
    }

    /** Offset in the chunk, bytes. */
    public int position() {
        return position;
    }
}
