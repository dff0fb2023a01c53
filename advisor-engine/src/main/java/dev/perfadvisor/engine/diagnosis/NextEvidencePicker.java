package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.rules.Collectable;
import dev.perfadvisor.engine.rules.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the evidence that would move the ranking most for its cost. */
final class NextEvidencePicker {

    private static final int MOST = 4;
    private static final int MOST_CAUSES = 5;

    /** Decibans, by what they are worth for the causes in question, below which a piece is not worth its cost. */
    private static final double LEAST_WORTH = 0.5;

    private final List<Collectable> collectables;
    private final Map<String, Rule> rules;

    /** @param rules all of them, by id */
    NextEvidencePicker(List<Collectable> collectables, Map<String, Rule> rules) {
        this.collectables = collectables;
        this.rules = rules;
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
        var brought = new LinkedHashMap<Collectable, Set<Undecided>>();
        for (var collectable : collectables) {
            if (!collectable.isAtHand(facts)) {
                brought.put(collectable, brought(collectable, undecided));
            }
        }
        var picked = new ArrayList<NextEvidence>();
        while (picked.size() < MOST && !brought.isEmpty()) {
            var best = brought.entrySet().stream()
                    .map(entry -> new Option(entry.getKey(), swings(entry.getValue(), stakes)))
                    .max(Comparator.comparingDouble(Option::worth))
                    .orElseThrow();
            if (best.swings().isEmpty() || best.worth() < LEAST_WORTH) {
                break;
            }
            picked.add(next(best, platforms));
            var decided = Objects.requireNonNull(brought.remove(best.collectable()));
            brought.values().forEach(rest -> rest.removeAll(decided));
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

    /** The rules that a piece would decide, in their order. */
    private static Set<Undecided> brought(Collectable collectable, List<Undecided> undecided) {
        return undecided.stream()
                .filter(rule -> rule.missing().stream().anyMatch(collectable::brings))
                .collect(Collectors.toCollection(LinkedHashSet::new));
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

    private Map<String, Double> swings(Collection<Undecided> undecided, Map<String, Double> stakes) {
        var swings = new HashMap<String, Double>();
        for (var open : undecided) {
            var rule = rules.get(open.rule());
            for (var support : rule == null ? List.<Rule.Support>of() : rule.supports()) {
                swings.merge(
                        support.cause(),
                        (support.fired() - support.clear()) * stakes.getOrDefault(support.cause(), 0.0),
                        Double::sum);
            }
        }
        return swings;
    }
}
