package dev.perfadvisor.engine.scoring;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.scoring.WrongVote.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the votes that put a wrong cause up, or kept a true one down. */
public final class Misleading {

    private final RuleBook book;

    public Misleading(RuleBook book) {
        this.book = book;
    }

    /**
     * The votes that misled.
     *
     * @param all causes with their votes, also those that the answer does not name
     */
    List<WrongVote> votes(Label label, Diagnosis said, List<Cause> all) {
        var wrong = new ArrayList<WrongVote>();
        int best = firstTrue(label, said.causes());
        for (int i = 0; i < said.causes().size(); i++) {
            var cause = said.causes().get(i);
            boolean before = !label.healthy() && i < best;
            boolean serious = cause.severity().atLeast(Severity.MEDIUM);
            if (!label.isFair(cause.id()) && (before || serious)) {
                cause.why().stream()
                        .filter(vote -> vote.counted() && vote.decibans() > 0 && isRule(vote))
                        .forEach(vote ->
                                wrong.add(new WrongVote(vote.from(), cause.id(), Kind.FOR_WRONG, vote.decibans())));
            }
        }
        if (!label.healthy() && best > 0) {
            label.truth().forEach(id -> keptDown(id, said, all, wrong));
        }
        return List.copyOf(wrong);
    }

    /** Index of the first true cause; the number of causes when there is none. */
    private static int firstTrue(Label label, List<Cause> causes) {
        for (int i = 0; i < causes.size(); i++) {
            if (label.isTrue(causes.get(i).id())) {
                return i;
            }
        }
        return Math.max(causes.size(), 1);
    }

    private boolean isRule(Vote vote) {
        return book.rule(vote.from()).isPresent();
    }

    private void keptDown(String id, Diagnosis said, List<Cause> all, List<WrongVote> wrong) {
        all.stream()
                .filter(cause -> cause.id().equals(id))
                .flatMap(cause -> cause.why().stream())
                .filter(vote -> vote.counted() && vote.decibans() < 0 && isRule(vote))
                .forEach(vote -> wrong.add(new WrongVote(vote.from(), id, Kind.AGAINST_TRUE, vote.decibans())));
        var fired = said.findings().stream().map(Finding::rule).collect(Collectors.toSet());
        var undecided = said.undecided().stream().map(Undecided::rule).collect(Collectors.toSet());
        for (var rule : book.rules()) {
            rule.supports().stream()
                    .filter(support -> support.cause().equals(id) && !fired.contains(rule.id()))
                    .forEach(support ->
                            wrong.add(new WrongVote(rule.id(), id, silence(rule, undecided), support.fired())));
        }
    }

    private static Kind silence(Rule rule, Set<String> undecided) {
        return undecided.contains(rule.id()) ? Kind.UNDECIDED : Kind.SILENT;
    }
}
