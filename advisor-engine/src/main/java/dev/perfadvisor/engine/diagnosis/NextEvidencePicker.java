package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.rules.Collectable;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Finds the evidence that would move the ranking most for its cost. */
final class NextEvidencePicker {

    private static final int MOST = 4;
    private static final int MOST_CAUSES = 5;

    private final RuleBook book;

    NextEvidencePicker(RuleBook book) {
        this.book = book;
    }

    private record Option(Collectable collectable, Map<String, Double> swings) {

        double worth() {
            return swings.values().stream().mapToDouble(Double::doubleValue).sum() / collectable.cost();
        }
    }

    /** Nothing when there is nothing to decide any more. */
    List<NextEvidence> pick(List<Undecided> undecided, List<Cause> causes, boolean healthy) {
        if (healthy) {
            return List.of();
        }
        var stakes = stakes(causes);
        var options = new ArrayList<Option>();
        for (var collectable : book.collectables()) {
            var swings = swings(collectable, undecided, stakes);
            if (!swings.isEmpty()) {
                options.add(new Option(collectable, swings));
            }
        }
        options.sort(Comparator.comparingDouble(Option::worth).reversed());
        return options.stream()
                .limit(MOST)
                .map(option -> new NextEvidence(
                        option.collectable().ask(),
                        option.collectable().command(),
                        option.swings().entrySet().stream()
                                .sorted(Map.Entry.<String, Double>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .limit(MOST_CAUSES)
                                .map(Map.Entry::getKey)
                                .toList()))
                .toList();
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
        var counted = new HashSet<String>();
        for (var open : undecided) {
            boolean brings = open.missing().stream().anyMatch(path -> collectable.brings(path));
            if (!brings || !counted.add(open.rule())) {
                continue;
            }
            book.rule(open.rule())
                    .ifPresent(rule -> rule.supports()
                            .forEach(support -> swings.merge(
                                    support.cause(),
                                    (support.fired() - support.clear()) * stakes.getOrDefault(support.cause(), 0.0),
                                    Double::sum)));
        }
        return swings;
    }
}
