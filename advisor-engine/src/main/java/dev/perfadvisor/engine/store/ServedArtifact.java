package dev.perfadvisor.engine.store;

import java.time.Instant;

/**
 * A piece of evidence of a case.
 *
 * @param name as the user knows it, without control characters; never a path that is opened
 * @param bytes as handed in
 * @param sha256 of those bytes, lower-case hex
 * @param status {@code waiting}, or how much could be read: {@code complete}, {@code partial}, {@code rejected}
 * @param readings what the engine says of it, as a JSON array of artifacts, one for each file of an archive; empty until
 *     it was read
 */
public record ServedArtifact(
        String id,
        String caseId,
        String name,
        long bytes,
        String sha256,
        Instant receivedAt,
        String status,
        String readings) {

    /** It was not read yet. */
    public static final String WAITING = "waiting";
}
