package dev.perfadvisor.http.upload;

import dev.perfadvisor.http.settings.Settings;
import java.time.Duration;

/** Tells a slow client from one that only wants to keep a connection. */
final class Pace {

    private final long slowest;
    private final Duration grace;
    private final long start = System.nanoTime();

    Pace(Settings.Uploads settings) {
        this.slowest = settings.slowest().toBytes();
        this.grace = settings.grace();
    }

    /** Whether so many bytes since the beginning are too few. */
    boolean isTooSlow(long bytes) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return seconds > grace.toNanos() / 1e9 && bytes < slowest * seconds;
    }
}
