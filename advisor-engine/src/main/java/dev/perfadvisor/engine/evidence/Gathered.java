package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Artifact;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read of all evidence of a case: the facts of each kind, before anything is derived from them. It can be
 * diagnosed again and again without reading the evidence again.
 *
 * @param roots facts by the name that rules use for them
 * @param timeline all series of all artifacts
 */
public record Gathered(List<Artifact> artifacts, SortedMap<String, Record> roots, Timeline timeline) {

    private static final Gathered NOTHING = new Gathered(List.of(), new TreeMap<>(), new Timeline());

    public Gathered {
        artifacts = List.copyOf(artifacts);
        roots = Collections.unmodifiableSortedMap(new TreeMap<>(roots));
    }

    /** No evidence. */
    public static Gathered nothing() {
        return NOTHING;
    }

    /** The same facts, known to come from these artifacts: where they were kept and read back. */
    public Gathered from(List<Artifact> origin) {
        return new Gathered(origin, roots, timeline);
    }
}
