package dev.perfadvisor.engine.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence as it was handed in. A member of an archive is an artifact of its own, named
 * {@code archive.zip!member}.
 *
 * @param id stable within a result: {@code a1}, {@code a2}, ...
 * @param name as the user knows it
 * @param kind id of the evidence kind, {@code unknown} when it is of none that is read
 * @param format what exactly it is: {@code jfr-2.1}, {@code postgresql-csvlog}, {@code k6-ndjson}; empty when unknown
 * @param bytes size as handed in, before decompression
 * @param sha256 of those bytes, lower-case hex
 * @param reading how much of it could be read
 * @param from time of the first thing it reports, if it says
 * @param to time of the last thing it reports, if it says
 */
public record Artifact(
        String id,
        String name,
        String kind,
        String format,
        long bytes,
        String sha256,
        Reading reading,
        @Nullable Instant from,
        @Nullable Instant to) {}
