package dev.perfadvisor.engine.store;

import java.time.Instant;

/**
 * An artifact on its way in.
 *
 * @param bytes how many there will be; {@link #UNKNOWN} when the client did not say
 * @param reserved how many count against the quota of the owner
 * @param resumable whether the client may go on later, in another request
 */
public record Upload(
        String id,
        String caseId,
        String owner,
        String name,
        long bytes,
        long reserved,
        boolean resumable,
        Instant changedAt) {

    /** Size of an upload whose client did not say. */
    public static final long UNKNOWN = -1;

    /** It was given up, or its case deleted, before it was whole. */
    public static final class GoneException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
