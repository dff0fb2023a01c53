package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.model.Source;

/** A line of an artifact. When a part of an artifact is read on its own, its lines count from the part's first one. */
record Place(String artifact, long line) {

    /** The same line, counted from the beginning of what came before. */
    Place after(String before, long lines) {
        return artifact.equals(before) ? new Place(artifact, line + lines) : this;
    }

    Source source() {
        return new Source(artifact, "line " + line);
    }
}
