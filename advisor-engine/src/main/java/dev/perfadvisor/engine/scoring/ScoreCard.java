package dev.perfadvisor.engine.scoring;

import dev.perfadvisor.engine.scoring.CaseScore.Outcome;
import dev.perfadvisor.engine.scoring.WrongVote.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the rules did on labelled cases.
 *
 * @param cases in the order in which they were given
 * @param unread what could not be scored, and why, a sentence each
 */
public record ScoreCard(List<CaseScore> cases, List<String> unread) {

    /** Cases of which this was the outcome. */
    public long count(Outcome outcome) {
        return cases.stream().filter(one -> one.outcome() == outcome).count();
    }

    /** Cases in which every fault is among the first causes. */
    public long all() {
        return cases.stream().filter(CaseScore::all).count();
    }

    /** Cases whose advice holds what the label asks for. */
    public long advised() {
        return cases.stream().filter(CaseScore::advised).count();
    }

    /** Wrong causes that are named as serious, over all cases. */
    public long strays() {
        return cases.stream().mapToLong(one -> one.strays().size()).sum();
    }

    /** Share of the cases with a true cause first, 0..1; 1 of no cases. */
    public double accuracy() {
        return cases.isEmpty() ? 1 : (double) count(Outcome.FIRST) / cases.size();
    }

    /** How often something was said, by what is true. */
    public SortedMap<String, SortedMap<String, Integer>> confusion() {
        var table = new TreeMap<String, SortedMap<String, Integer>>();
        for (var one : cases) {
            table.computeIfAbsent(one.label().name(), _ -> new TreeMap<>()).merge(one.said(), 1, Integer::sum);
        }
        return table;
    }

    /**
     * A vote that misled, over all cases.
     *
     * @param decibans summed up over the cases
     */
    public record Culprit(String rule, String cause, Kind kind, double decibans, List<String> cases) {}

    /** The votes that misled, by kind, those with most decibans first. */
    public List<Culprit> culprits() {
        var culprits = new LinkedHashMap<Map.Entry<String, Kind>, Culprit>();
        for (var one : cases) {
            for (var vote : one.wrong()) {
                culprits.merge(
                        Map.entry(vote.rule() + " " + vote.cause(), vote.kind()),
                        new Culprit(vote.rule(), vote.cause(), vote.kind(), vote.decibans(), List.of(one.name())),
                        ScoreCard::together);
            }
        }
        return culprits.values().stream()
                .sorted(Comparator.comparing(Culprit::kind)
                        .thenComparingDouble(culprit -> -Math.abs(culprit.decibans()))
                        .thenComparing(Culprit::rule))
                .toList();
    }

    private static Culprit together(Culprit a, Culprit b) {
        var cases = new ArrayList<>(a.cases());
        cases.addAll(b.cases());
        return new Culprit(a.rule(), a.cause(), a.kind(), a.decibans() + b.decibans(), List.copyOf(cases));
    }
}
