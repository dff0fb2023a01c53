package dev.perfadvisor.engine.evidence.jfr.chunk;

/**
 * Bytes of a recording that could not be read.
 *
 * @param from offset in the file
 * @param bytes how many of them, 0 when it can not be said
 * @param cause what is wrong there, in one sentence
 */
public record Damage(long from, long bytes, String cause) {}
