package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.rules.CauseDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Recognises that it is after all what the user had said not to be. Texts are in lower case. */
final class Admission {

    private final Suspects suspects;
    private final ProblemReader components = new ProblemReader(Map.of());

    Admission(Suspects suspects) {
        this.suspects = suspects;
    }

    /** Whether a text says that the advisor is right after all, or that it is what it was said not to be. */
    boolean in(Case current, String text) {
        return !Phrasing.telling(text).isEmpty()
                && (ProblemReader.concedes(text) || !of(current, text).isEmpty() || readmits(current, text));
    }

    /** Causes that were doubted, and that it is, as the text says. */
    List<String> of(Case current, String text) {
        return MatterReader.supposed(text).map(suspects::in).orElse(List.of()).stream()
                .map(CauseDefinition::id)
                .filter(current.doubted()::contains)
                .toList();
    }

    /** Whether a part of the system that was ruled out is so no longer. */
    private boolean readmits(Case current, String text) {
        var problem = current.problem();
        var before = components.read(problem.text(), problem.opinions());
        var opinions = Stream.concat(problem.opinions().stream(), Stream.of(text));
        var now = components.read(problem.text(), opinions.toList());
        return !now.excluded().containsAll(before.excluded());
    }
}
