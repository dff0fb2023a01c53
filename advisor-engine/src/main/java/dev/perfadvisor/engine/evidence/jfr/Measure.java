package dev.perfadvisor.engine.evidence.jfr;

import java.util.Locale;
import java.util.Optional;

/** What the weight of a stack can be. */
public enum Measure {
    /** Samples of running Java code. */
    CPU("samples"),
    /** Samples of threads in native code: running, or waiting in the system. */
    NATIVE("samples"),
    /** Samples of sleeping threads, which async-profiler takes. */
    SLEEPING("samples"),
    /** Sampled bytes, the class allocated as the last call. */
    ALLOCATION("bytes"),
    /** Waiting for locks, the class of the lock as the last call. */
    LOCK("ns"),
    /** Reading, writing and waiting for answers, sockets and files. */
    IO("ns"),
    /** Throwables recorded one by one, their class as the last call. */
    EXCEPTIONS("throwables");

    private final String unit;

    Measure(String unit) {
        this.unit = unit;
    }

    /** {@code samples}, {@code bytes}, {@code ns} or {@code throwables}. */
    public String unit() {
        return unit;
    }

    /** Lower-case name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The measure of a name, whatever its case. */
    public static Optional<Measure> of(String name) {
        for (var measure : values()) {
            if (measure.id().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(measure);
            }
        }
        return Optional.empty();
    }
}
