package dev.perfadvisor.engine.evidence.jfr;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many of something took less than a time and no less than the bucket before.
 *
 * @param below null for the last bucket, which has no end
 */
public record DurationBucket(@Nullable Duration below, long count) {}
