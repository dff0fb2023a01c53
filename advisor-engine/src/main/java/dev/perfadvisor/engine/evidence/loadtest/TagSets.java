package dev.perfadvisor.engine.evidence.loadtest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tag sets of requests that are told by strings. */
final class TagSets {

    private static final int MOST = 1 << 14;

    private final Points points;
    private final Map<Map<String, String>, TagSet> known = new LinkedHashMap<>();

    TagSets(Points points) {
        this.points = points;
    }

    /** With the names of k6 for tags: {@code name}, {@code url}, {@code method}, {@code status}, {@code expected_response}. */
    TagSet of(Map<String, String> tags) {
        var found = known.get(tags);
        if (found != null) {
            return found;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        var made = TagSet.of(points, tags);
        known.put(Map.copyOf(tags), made);
        return made;
    }

    /** For groups of requests, see {@link TagSet#ofGroup}. */
    TagSet ofGroup(Map<String, String> tags, String tag) {
        return known.computeIfAbsent(Map.copyOf(tags), _ -> TagSet.ofGroup(points, tags, tag));
    }

    /** Of one request: by name, how it ended, and whether that was a failure. What is null is unknown. */
    TagSet of(@Nullable String name, @Nullable String status, @Nullable Boolean failed) {
        var tags = new LinkedHashMap<String, String>();
        if (name != null) {
            tags.put("name", name);
        }
        if (status != null) {
            tags.put("status", status);
        }
        if (failed != null) {
            tags.put("expected_response", failed ? "false" : "true");
        }
        return of(tags);
    }
}
