package dev.perfadvisor.engine.render;

import java.util.Locale;
import java.util.Optional;

/** Forms in which a result can be written. */
public enum Format {
    TERMINAL,
    JSON,
    MARKDOWN,
    HTML;

    /** Lower-case name. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a name, whatever its case. */
    public static Optional<Format> of(String name) {
        for (var format : values()) {
            if (format.id().equals(name.toLowerCase(Locale.ROOT))) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
