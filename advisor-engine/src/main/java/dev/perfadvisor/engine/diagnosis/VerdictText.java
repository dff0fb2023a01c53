package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** The answer in one or two sentences. */
final class VerdictText {

    private VerdictText() {}

    static String of(boolean measured, boolean healthy, List<Cause> causes, List<Finding> findings) {
        if (healthy) {
            var minor = causes.isEmpty() ? "" : " Worth knowing: " + titles(causes) + ".";
            return "Healthy: the evidence shows no problem, and there is nothing to fix." + minor;
        }
        var serious = causes.stream()
                .filter(c -> c.status().equals(Cause.SUPPORTED) && c.severity().atLeast(Severity.MEDIUM))
                .toList();
        if (!serious.isEmpty()) {
            var also = serious.subList(1, serious.size());
            return serious.getFirst().title() + ". " + serious.getFirst().description()
                    + (also.isEmpty() ? "" : " Next: " + titles(also) + ".");
        }
        if (!measured) {
            return causes.isEmpty()
                    ? "There is nothing to judge yet: say what is slow, or hand in evidence that can be read."
                    : "Nothing has been measured yet. Most likely, going by your words: " + titles(causes) + ".";
        }
        var symptoms = findings.stream()
                .filter(f -> f.role() == Role.SYMPTOM && f.severity().atLeast(Severity.MEDIUM))
                .map(Finding::title)
                .limit(3)
                .collect(Collectors.joining("; "));
        var tested = causes.isEmpty() ? "" : " To be tested: " + titles(causes) + ".";
        return symptoms.isEmpty()
                ? "What was handed in shows nothing wrong, and does not cover enough to call it healthy." + tested
                : "Something is wrong (" + symptoms + "), and this evidence does not show why." + tested;
    }

    private static String titles(List<Cause> causes) {
        return causes.stream().limit(3).map(Cause::title).collect(Collectors.joining("; "));
    }
}
