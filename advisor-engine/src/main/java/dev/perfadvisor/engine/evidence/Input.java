package dev.perfadvisor.engine.evidence;

import java.io.InputStream;

/**
 * One artifact, opened for reading once.
 *
 * @param artifact id of the artifact, for the {@link dev.perfadvisor.engine.model.Source} of facts
 * @param name as the user knows it, for messages
 * @param format as the detector named it
 * @param stream its decompressed bytes from the first one on; closed by the caller
 */
public record Input(String artifact, String name, String format, InputStream stream) {}
