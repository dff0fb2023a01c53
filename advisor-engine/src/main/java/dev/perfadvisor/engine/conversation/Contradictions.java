package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.QuestionJudge;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** Where what was said and what was measured do not agree. */
final class Contradictions {

    private final RuleBook book;

    Contradictions(RuleBook book) {
        this.book = book;
    }

    /** A sentence each; none without measurements. */
    List<String> in(Result result) {
        if (result.artifacts().isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<String>();
        result.diagnosis().findings().stream()
                .filter(Contradictions::isOne)
                .map(Finding::diagnosis)
                .forEach(found::add);
        answers(result, found);
        exclusions(result, found);
        return List.copyOf(found);
    }

    /** A finding on the quality of the evidence that holds a claim against a measurement. */
    private static boolean isOne(Finding finding) {
        return finding.role() == Role.QUALITY
                && finding.evidence().stream().anyMatch(fact -> fact.origin() == Origin.CLAIMED)
                && finding.evidence().stream()
                        .anyMatch(fact -> fact.origin() == Origin.MEASURED && fact.value() != null);
    }

    private void answers(Result result, List<String> found) {
        var judge = new QuestionJudge(result.facts());
        for (var answer : result.problem().answers()) {
            var question = book.question(answer.question());
            var said = question.flatMap(asked -> asked.option(answer.option()));
            var measured = question.flatMap(judge::answer);
            if (said.isPresent()
                    && measured.isPresent()
                    && !said.get().id().equals(measured.get().id())) {
                found.add(contradiction(said.get(), measured.get()));
            }
        }
    }

    private static String contradiction(Question.Option said, Question.Option measured) {
        return "You said that " + said.label() + "; the evidence shows that " + measured.label()
                + ". I go by the measurement; if it was not taken while it is slow, attach one that was.";
    }

    /** "It is not the database", while the evidence says that it is. */
    private void exclusions(Result result, List<String> found) {
        var said = result.facts().root("said", ProblemFacts.class);
        if (said == null) {
            return;
        }
        for (var cause : result.diagnosis().causes()) {
            var definition = book.causes().get(cause.id());
            var group = definition == null ? "" : definition.group();
            boolean denied = result.problem().doubted().contains(cause.id())
                    || said.excluded().contains(group.equals("io") ? "disk" : group);
            if (denied
                    && cause.status().equals(Cause.SUPPORTED)
                    && cause.severity().atLeast(Severity.MEDIUM)) {
                var share = cause.gain() == null
                        ? ""
                        : ", which holds " + Figures.percent(cause.gain().share()) + " of the time of requests";
                found.add("You said that it is not that; the evidence says it is: " + cause.title() + " (" + cause.id()
                        + ")" + share + ". why " + cause.id() + " shows the facts.");
            }
        }
    }
}
