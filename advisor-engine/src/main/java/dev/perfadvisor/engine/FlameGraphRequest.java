package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import dev.perfadvisor.engine.evidence.jfr.Measure;
import dev.perfadvisor.engine.evidence.jfr.ProfileFacts;
import dev.perfadvisor.engine.model.Result;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What to draw.
 *
 * @param of one of {@link #measures}
 * @param threads part of the name of groups of threads, digits as {@code #}, {@code *} for anything; empty for all
 */
public record FlameGraphRequest(String of, String threads) {

    /** What flame graphs can show. */
    public static List<String> measures() {
        return Stream.of(Measure.values()).map(Measure::id).toList();
    }

    /** Those of which recordings that were read hold something; all where that is not known. */
    public static List<String> measures(Result result) {
        var jfr = result.facts().root(EvidenceKind.JFR.id(), JfrFacts.class);
        var profile = jfr == null ? null : jfr.profile();
        return profile == null
                ? measures()
                : profile.trees().stream()
                        .filter(tree -> tree.weight() > 0)
                        .map(ProfileFacts.Tree::measure)
                        .toList();
    }

    Optional<Measure> measure() {
        return Measure.of(of);
    }

    /** Whether a group of threads is wanted. */
    boolean wants(String group) {
        var parts = Stream.of(threads.split("\\*", -1)).map(Pattern::quote).toList();
        return threads.isEmpty()
                || Pattern.compile(String.join(".*", parts), Pattern.CASE_INSENSITIVE)
                        .matcher(group)
                        .find();
    }
}
