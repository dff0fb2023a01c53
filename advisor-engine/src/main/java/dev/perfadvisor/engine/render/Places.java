package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Result;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where facts come from, and when that was, in words. */
public final class Places {

    /** {@code 2026-11-22T08:30:34.839850150Z}: nobody reads nanoseconds. */
    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3})?)\\d*Z");

    private final Map<String, String> names;

    /** Of the facts of a result. */
    public Places(Result result) {
        names = result.artifacts().stream()
                .collect(Collectors.toMap(Artifact::id, artifact -> shortName(artifact.name()), (one, _) -> one));
    }

    /** {@code app.jfr, jdk.CPULoad from 2026-11-22 08:30:34.839 UTC}. */
    public String of(Fact fact) {
        if (fact.artifact().isEmpty()) {
            return fact.origin() == Origin.CLAIMED ? "as you say" : "over several artifacts";
        }
        var name = names.getOrDefault(fact.artifact(), fact.artifact());
        return fact.locator().isEmpty() ? name : name + ", " + cut(times(fact.locator()));
    }

    /** The text with its instants as people write them. */
    static String times(String text) {
        return INSTANT.matcher(text).replaceAll("$1 $2 UTC");
    }

    /** {@code 2026-11-22 08:30:34 UTC}; empty when unknown. */
    static String time(@Nullable Instant at) {
        return at == null ? "" : times(at.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** The name without its directories. */
    static String shortName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /** At most a line or so. */
    static String cut(String text) {
        return cut(text, 100);
    }

    /** At most so many characters, and how many are left out where that is worth saying. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int left = text.length() - most;
        return text.substring(0, most - 3) + "..."
                + (left < 1000 ? "" : " (" + Figures.words(left, "") + " characters more)");
    }

    /** {@code a, b and c}. */
    static String listed(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
