package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.slowquery.SlowQueryFacts;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a diagnosis says of causes that the user suspects. */
final class Suspicion {

    private static final int MOST = 5;

    private final RuleBook book;
    private final Result result;
    private final Set<String> suspects;
    private final List<Cause> held;

    Suspicion(RuleBook book, Result result, List<String> suspects) {
        this.book = book;
        this.result = result;
        this.suspects = Set.copyOf(suspects);
        this.held = result.diagnosis().causes().stream()
                .filter(cause -> this.suspects.contains(cause.id()))
                .toList();
    }

    /** Each of them in turn, where several are named. */
    static Reply.Answered judged(RuleBook book, Result result, List<Intent.Suspect> suspects) {
        var answers = suspects.stream()
                .map(suspect -> new Suspicion(book, result, suspect.causes()).judged())
                .toList();
        if (answers.size() == 1) {
            return answers.getFirst();
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < answers.size(); i++) {
            texts.add("As for \"" + suspects.get(i).words() + "\": "
                    + answers.get(i).text());
        }
        return new Reply.Answered(Matter.SUSPECT, "One after the other:", texts, "");
    }

    private Reply.Answered judged() {
        var supported = held.stream().filter(FollowUps::supported).toList();
        if (!supported.isEmpty()) {
            return answered(
                    "Yes, as far as was measured: " + listed(supported, Suspicion::weighed) + "." + shown(),
                    others(supported.getFirst()));
        }
        if (result.artifacts().isEmpty()) {
            var words = held.isEmpty()
                    ? "Your words do not point there, and nothing was measured yet."
                    : "It may be: your words point to " + listed(held, FollowUps::named)
                            + ". These are hypotheses, as nothing was measured yet.";
            return answered(words, deciding());
        }
        return measured();
    }

    /** What the evidence shows of what is suspected, as sentences behind another. */
    private String shown() {
        return book.parts().stream()
                .filter(part ->
                        suspects.containsAll(part.causes()) && part.causes().containsAll(suspects))
                .flatMap(part -> part.shown(result.facts()).stream())
                .distinct()
                .map(sentence -> " " + sentence)
                .collect(Collectors.joining());
    }

    /** Nothing of it is supported: what was looked for, and what could not be. */
    private Reply.Answered measured() {
        var undecided =
                result.diagnosis().undecided().stream().map(Undecided::rule).collect(Collectors.toSet());
        var fired = result.diagnosis().findings().stream().map(Finding::rule).collect(Collectors.toSet());
        var clear = rules(rule -> !undecided.contains(rule.id()) && !fired.contains(rule.id()));
        var open = rules(rule -> undecided.contains(rule.id()));
        var seen = rules(rule -> fired.contains(rule.id()));
        var points = new ArrayList<String>();
        add(points, "Seen: ", seen);
        add(points, "Looked for and not found: ", clear);
        add(points, "Not known, as facts are missing: ", open);
        points.addAll(instead());
        points.addAll(deciding());
        if (clear.isEmpty() && seen.isEmpty()) {
            return answered("That can not be said: this evidence does not show it." + shown(), points);
        }
        if (seen.isEmpty()) {
            return answered("No, nothing that was measured speaks for it." + shown(), points);
        }
        return answered(
                suspects.stream().allMatch(cause -> isRefuted(cause, undecided, fired))
                        ? "No, more was measured that speaks against it than for it." + shown()
                        : "Something was seen that fits it, but not enough to name it as a cause." + shown(),
                points);
    }

    /** Whether what was looked for and not found weighs more than what was found. */
    private boolean isRefuted(String cause, Set<String> undecided, Set<String> fired) {
        double speaksFor = 0;
        double speaksAgainst = 0;
        for (var rule : book.rules()) {
            for (var support : rule.supports()) {
                if (!support.cause().equals(cause) || undecided.contains(rule.id())) {
                    continue;
                }
                if (fired.contains(rule.id())) {
                    speaksFor = Math.max(speaksFor, support.fired());
                } else {
                    speaksAgainst = Math.max(speaksAgainst, -support.clear());
                }
            }
        }
        return speaksFor < speaksAgainst;
    }

    /** What it is in place of that, where that is known. */
    private List<String> instead() {
        return result.diagnosis().causes().stream()
                .limit(1)
                .filter(FollowUps::supported)
                .map(first -> "What the evidence speaks for is " + FollowUps.named(first) + ", "
                        + FollowUps.weight(first) + ".")
                .toList();
    }

    private Reply.Answered answered(String text, List<String> points) {
        return new Reply.Answered(Matter.SUSPECT, text, points, "");
    }

    private static void add(List<String> points, String what, List<String> titles) {
        if (!titles.isEmpty()) {
            int more = titles.size() - MOST;
            points.add(what
                    + String.join("; ", titles.subList(0, Math.min(MOST, titles.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    /** Titles of the rules that speak for a suspect when they fire. */
    private List<String> rules(Predicate<Rule> wanted) {
        return book.rules().stream()
                .filter(rule -> rule.supports().stream()
                        .anyMatch(support -> suspects.contains(support.cause()) && support.fired() > 0))
                .filter(this::ofThisDatabase)
                .filter(wanted)
                .map(Rule::title)
                .distinct()
                .toList();
    }

    /** Rules for a database of another kind are looked for nowhere. */
    private boolean ofThisDatabase(Rule rule) {
        var sql = result.facts().root("sql", SlowQueryFacts.class);
        return sql == null || rule.isFor(sql.log().dialect());
    }

    private List<String> others(Cause suspect) {
        var first = result.diagnosis().causes().getFirst();
        return first.equals(suspect)
                ? List.of()
                : List.of("It is not what weighs most; that is " + FollowUps.named(first) + ", "
                        + FollowUps.weight(first));
    }

    private List<String> deciding() {
        return result.diagnosis().next().stream()
                .filter(next -> next.decides().stream().anyMatch(suspects::contains))
                .limit(1)
                .map(next -> "This would decide it: " + next.ask())
                .toList();
    }

    private static String listed(List<Cause> causes, Function<Cause, String> words) {
        return causes.stream().map(words).collect(Collectors.joining("; "));
    }

    private static String weighed(Cause cause) {
        return FollowUps.named(cause) + ", support " + Figures.plain(cause.support()) + " decibans, "
                + FollowUps.weight(cause);
    }
}
