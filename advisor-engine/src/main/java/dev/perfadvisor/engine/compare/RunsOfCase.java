package dev.perfadvisor.engine.compare;

import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the runs of a case apart: results of load tests that tell of the same time are of one run, and so is what was
 * recorded meanwhile.
 *
 * @param runs in order of time, those that tell none last
 * @param apart artifacts that belong to no run, or to several
 */
public record RunsOfCase(List<OneRun> runs, List<Artifact> apart) {

    public RunsOfCase {
        runs = List.copyOf(runs);
        apart = List.copyOf(apart);
    }

    /** The evidence of one run. */
    public record OneRun(List<Artifact> artifacts) {

        public OneRun {
            artifacts = List.copyOf(artifacts);
        }

        /** The names of its artifacts. */
        public String label() {
            return artifacts.stream().map(Artifact::name).collect(Collectors.joining(", "));
        }

        /** When its first artifact begins; null when none tells. */
        public @Nullable Instant from() {
            return artifacts.stream()
                    .map(Artifact::from)
                    .filter(from -> from != null)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** Of all artifacts of a case. */
    public static RunsOfCase of(List<Artifact> artifacts) {
        var tests = new ArrayList<List<Artifact>>();
        var others = new ArrayList<Artifact>();
        artifacts.stream()
                .filter(artifact -> !(artifact.reading() instanceof Reading.Rejected))
                .sorted(Comparator.comparing(Artifact::from, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(artifact -> {
                    var same = meanwhile(tests, artifact);
                    boolean test = artifact.kind().equals(EvidenceKind.LOAD_TEST.id());
                    if (!test) {
                        others.add(artifact);
                    } else if (same.size() == 1) {
                        same.getFirst().add(artifact);
                    } else {
                        tests.add(new ArrayList<>(List.of(artifact)));
                    }
                });
        var homes = tests.stream().map(List::copyOf).toList();
        var apart = new ArrayList<Artifact>();
        for (var other : others) {
            var same = homes.stream().filter(test -> isMeanwhile(test, other)).toList();
            var home = homes.size() == 1 && other.from() == null ? homes : same;
            if (home.size() == 1) {
                tests.get(homes.indexOf(home.getFirst())).add(other);
            } else {
                apart.add(other);
            }
        }
        return new RunsOfCase(tests.stream().map(OneRun::new).toList(), apart);
    }

    /** Those of the same time. A result that tells no time is of the only run there is. */
    private static List<List<Artifact>> meanwhile(List<List<Artifact>> tests, Artifact artifact) {
        boolean untold = artifact.from() == null;
        boolean only = tests.size() == 1 && tests.getFirst().getFirst().from() != null;
        return untold && only
                ? tests
                : tests.stream().filter(test -> isMeanwhile(test, artifact)).toList();
    }

    private static boolean isMeanwhile(List<Artifact> test, Artifact artifact) {
        return test.stream().anyMatch(one -> overlap(one, artifact));
    }

    private static boolean overlap(Artifact one, Artifact other) {
        return one.from() != null
                && one.to() != null
                && other.from() != null
                && other.to() != null
                && one.from().isBefore(other.to())
                && other.from().isBefore(one.to());
    }
}
