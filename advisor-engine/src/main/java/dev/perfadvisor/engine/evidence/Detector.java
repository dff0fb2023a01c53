package dev.perfadvisor.engine.evidence;

import java.util.Optional;

/** Recognises a kind of evidence by its first bytes, never by its name. */
public interface Detector {

    /**
     * The format of the content, such as {@code k6-ndjson}, or empty when it is not of this kind.
     *
     * @param head the first decompressed bytes of the artifact
     */
    Optional<String> detect(Head head);
}
