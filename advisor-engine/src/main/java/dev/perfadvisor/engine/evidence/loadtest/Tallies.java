package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Map;
import java.util.TreeMap;

/**
 * Requests by the value of a tag. When there are more than {@value #MOST} values, only those whose hash ends in some zeros
 * have a tally of their own, and all others count as one: so what comes out depends on what was added, not on its order.
 */
final class Tallies {

    static final int MOST = 10_000;
    static final String OTHER = "(other)";

    private final TreeMap<String, EndpointTally> tallies = new TreeMap<>();
    private int zeros;

    EndpointTally of(String value, String artifact) {
        var known = tallies.get(value);
        if (known != null) {
            return known;
        }
        if (!isKept(value)) {
            return tallies.computeIfAbsent(OTHER, _ -> new EndpointTally(artifact));
        }
        var added = new EndpointTally(artifact);
        tallies.put(value, added);
        while (tallies.size() > MOST + 1) {
            zeros++;
            drop();
        }
        return added.instead == null ? added : added.instead;
    }

    void merge(Tallies other) {
        zeros = Math.max(zeros, other.zeros);
        drop();
        other.tallies.forEach((value, tally) -> of(value, tally.artifact).merge(tally));
    }

    /** By value, in alphabetical order. */
    Map<String, EndpointTally> all() {
        return tallies;
    }

    private void drop() {
        if (tallies.keySet().stream().allMatch(this::isKept)) {
            return;
        }
        var artifact = tallies.firstEntry().getValue().artifact;
        var other = tallies.computeIfAbsent(OTHER, _ -> new EndpointTally(artifact));
        tallies.entrySet().removeIf(entry -> {
            if (isKept(entry.getKey())) {
                return false;
            }
            other.merge(entry.getValue());
            entry.getValue().instead = other;
            return true;
        });
    }

    private boolean isKept(String value) {
        int spread = value.hashCode() * 0x9E3779B9;
        return value.equals(OTHER) || Integer.numberOfLeadingZeros(spread) >= zeros;
    }
}
