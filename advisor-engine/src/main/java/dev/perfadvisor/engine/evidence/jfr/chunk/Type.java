package dev.perfadvisor.engine.evidence.jfr.chunk;

import java.util.List;

/**
 * A type that the metadata of a chunk describes: of an event, of a constant, or a primitive one without fields.
 *
 * @param id key, valid in its chunk only
 * @param name such as {@code jdk.SocketRead} or {@code long}
 * @param superType {@code jdk.jfr.Event} for events, empty when there is none
 */
public record Type(long id, String name, String superType, List<Field> fields) {

    public Type {
        fields = List.copyOf(fields);
    }

    public boolean event() {
        return superType.equals("jdk.jfr.Event");
    }
}
