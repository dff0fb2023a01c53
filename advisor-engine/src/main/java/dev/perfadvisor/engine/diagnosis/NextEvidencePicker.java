package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.rules.Collectable;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the evidence that would move the ranking most for its cost. */
final class NextEvidencePicker {

    private static final int MOST = 4;
    private static final int MOST_CAUSES = 5;

    /** Decibans, by what they are worth for the causes in question, below which a piece is not worth its cost. */
    private static final double LEAST_WORTH = 0.5;

    private final RuleBook book;

    NextEvidencePicker(RuleBook book) {
        this.book = book;
    }

    private record Option(Collectable collectable, Map<String, Double> swings) {

        double worth() {
            return swings.values().stream().mapToDouble(Double::doubleValue).sum() / collectable.cost();
        }
    }

    /**
     * Nothing when there is nothing to decide any more. What one piece decides is not asked of the next, and what is at hand
     * is not asked for.
     *
     * @param platforms what the system runs on, as far as it is known: the commands are for those
     */
    List<NextEvidence> pick(
            List<Undecided> undecided,
            List<Cause> causes,
            boolean healthy,
            Collection<String> platforms,
            FactTree facts) {
        if (healthy) {
            return List.of();
        }
        var stakes = stakes(causes);
        var open = new ArrayList<>(undecided);
        var left = new ArrayList<>(book.collectables());
        left.removeIf(collectable -> collectable.isAtHand(facts));
        var picked = new ArrayList<NextEvidence>();
        while (picked.size() < MOST && !left.isEmpty()) {
            var best = left.stream()
                    .map(collectable -> new Option(collectable, swings(collectable, open, stakes)))
                    .max(Comparator.comparingDouble(Option::worth))
                    .orElseThrow();
            if (best.swings().isEmpty() || best.worth() < LEAST_WORTH) {
                break;
            }
            picked.add(next(best, platforms));
            left.remove(best.collectable());
            open.removeIf(rule -> brings(best.collectable(), rule));
        }
        return List.copyOf(picked);
    }

    private static NextEvidence next(Option option, Collection<String> platforms) {
        var decides = option.swings().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CAUSES)
                .map(Map.Entry::getKey)
                .toList();
        return new NextEvidence(option.collectable().ask(), option.collectable().commandFor(platforms), decides);
    }

    private static boolean brings(Collectable collectable, Undecided rule) {
        return rule.missing().stream().anyMatch(collectable::brings);
    }

    /** A cause matters the more, the nearer it is to the top. */
    private static Map<String, Double> stakes(List<Cause> causes) {
        var stakes = new HashMap<String, Double>();
        double top = causes.stream().mapToDouble(Cause::support).max().orElse(0);
        for (var cause : causes) {
            stakes.put(cause.id(), Math.pow(10, Math.max(-40, cause.support() - top) / 20));
        }
        return stakes;
    }

    private Map<String, Double> swings(Collectable collectable, List<Undecided> undecided, Map<String, Double> stakes) {
        var swings = new HashMap<String, Double>();
        for (var open : undecided) {
            if (brings(collectable, open)) {
                book.rule(open.rule())
                        .ifPresent(rule -> rule.supports()
                                .forEach(support -> swings.merge(
                                        support.cause(),
                                        (support.fired() - support.clear()) * stakes.getOrDefault(support.cause(), 0.0),
                                        Double::sum)));
            }
        }
        return swings;
    }
}
