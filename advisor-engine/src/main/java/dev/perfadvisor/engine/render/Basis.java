package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a result rests on, in a sentence or two for the top of a report. */
final class Basis {

    private static final int MOST_NAMES = 5;

    /** Characters of {@code 2026-11-22 } before the time. */
    private static final int DATE = 11;

    private Basis() {}

    /**
     * {@code Rests on app.jfr and postgres.csv.gz (897 kB), 2026-11-22 08:30:31 to 08:31:11 UTC. 4 files could not be read.}
     */
    static String of(Result result) {
        var read = result.artifacts().stream().filter(Basis::wasRead).toList();
        var sentences = new ArrayList<String>();
        if (!read.isEmpty()) {
            long bytes = read.stream().mapToLong(Artifact::bytes).sum();
            sentences.add("Rests on " + names(read) + " (" + Figures.bytes((double) bytes) + ")" + span(read) + ".");
        }
        partly(read, sentences);
        int unread = result.artifacts().size() - read.size();
        if (unread > 0) {
            sentences.add(unread == 1 ? "One file could not be read." : unread + " files could not be read.");
        }
        int undecided = result.diagnosis().undecided().size();
        if (undecided > 0 && !read.isEmpty()) {
            sentences.add(undecided + (undecided == 1 ? " rule" : " rules") + " could not be decided.");
        }
        return String.join(" ", sentences);
    }

    private static boolean wasRead(Artifact artifact) {
        return !artifact.reading().status().equals("rejected");
    }

    private static void partly(List<Artifact> read, List<String> sentences) {
        var names = read.stream()
                .filter(artifact -> artifact.reading().status().equals("partial"))
                .toList();
        if (!names.isEmpty()) {
            sentences.add(names(names) + (names.size() == 1 ? " was" : " were") + " read in part.");
        }
    }

    private static String names(List<Artifact> artifacts) {
        var names = artifacts.stream()
                .map(artifact -> Places.cut(Places.shortName(artifact.name())))
                .toList();
        return names.size() <= MOST_NAMES
                ? Places.listed(names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String span(List<Artifact> artifacts) {
        var from = times(artifacts, Artifact::from).min(Comparator.naturalOrder());
        var to = times(artifacts, Artifact::to).max(Comparator.naturalOrder());
        if (from.isEmpty() || to.isEmpty()) {
            return "";
        }
        var first = Places.time(from.get());
        var last = Places.time(to.get());
        boolean sameDay = first.substring(0, DATE).equals(last.substring(0, DATE));
        return ", " + first.replace(" UTC", "") + " to " + (sameDay ? last.substring(DATE) : last);
    }

    private static Stream<Instant> times(List<Artifact> artifacts, Function<Artifact, @Nullable Instant> of) {
        return artifacts.stream().map(of).filter(Objects::nonNull);
    }
}
