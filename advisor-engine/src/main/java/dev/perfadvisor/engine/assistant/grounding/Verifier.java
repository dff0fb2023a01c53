package dev.perfadvisor.engine.assistant.grounding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Holds claims against what they cite. */
public final class Verifier {

    private final Ledger ledger;

    public Verifier(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What became of a claim. */
    public sealed interface Outcome {

        /**
         * It holds.
         *
         * @param claim in the words of the evidence, with what artifacts say in quotes, and the ids that carry it
         */
        record Holds(Claim claim) implements Outcome {}

        /** It claims nothing, such as "Here is what the evidence shows:". */
        record Empty() implements Outcome {}

        /**
         * It does not hold.
         *
         * @param claim as it was written
         * @param why for the model: what is wrong, in words of the claim only
         * @param sayable what could be said with what it cites
         */
        record Fails(Claim claim, String why, List<String> sayable) implements Outcome {}
    }

    /**
     * Judges one claim. What is wrong is told in the words that it was written with, as what they stand for is not for the
     * one who wrote them.
     *
     * @param meant what a text of it stands for, such as one with names that were given for others
     */
    public Outcome verify(Claim claim, UnaryOperator<String> meant) {
        // Before the words, as what is cited may hold texts that others wrote.
        var cited = new ArrayList<Citable>();
        var missing = new ArrayList<String>();
        claim.cites().forEach(id -> ledger.find(meant.apply(id)).ifPresentOrElse(cited::add, () -> missing.add(id)));
        var tokens = ledger.lexer().tokens(meant.apply(claim.text()));
        if (tokens.isEmpty()) {
            return new Outcome.Empty();
        }
        if (claim.cites().isEmpty()) {
            return fails(claim, "it cites nothing");
        }
        if (!missing.isEmpty()) {
            return fails(claim, "there is no id " + missing.getFirst());
        }
        var said = cover(tokens, cited);
        return said.isEmpty()
                ? new Outcome.Fails(claim, reason(claim, tokens, cited), sayable(cited))
                : new Outcome.Holds(shown(said));
    }

    private static Outcome fails(Claim claim, String why) {
        return new Outcome.Fails(claim, why, List.of());
    }

    /**
     * A claim in the words of what it cites. Nothing that a model wrote is shown: it chooses, and what signs, spaces or dashes
     * could make of a true sentence does not matter. Where the subject changes, it is said.
     */
    private Claim shown(List<Unit> said) {
        var text = new StringBuilder();
        var cites = new LinkedHashSet<String>();
        var last = "";
        for (var unit : said) {
            var sentence = unit.said().text();
            text.append(text.isEmpty() ? "" : " ")
                    .append(
                            unit.from().id().equals(last)
                                    ? sentence
                                    : unit.from().subject().with(sentence));
            last = unit.from().id();
            cites.add(last);
        }
        return new Claim(ledger.lexer().quoted(text.toString()), List.copyOf(cites));
    }

    private record Unit(Citable from, Lexer.Sayable said) {}

    private List<Unit> units(List<Citable> cited) {
        return cited.stream()
                .flatMap(item -> item.sentences().stream()
                        .flatMap(sentence -> ledger.lexer().sayable(sentence).stream())
                        .map(said -> new Unit(item, said)))
                .toList();
    }

    /** What of the cited items, one after the other, is the claim; empty when nothing is. */
    private List<Unit> cover(List<Token> claim, List<Citable> cited) {
        var units = units(cited);
        var reached = new HashMap<Integer, List<Unit>>(Map.of(0, List.of()));
        for (int at = 0; at < claim.size(); at++) {
            var before = reached.get(at);
            if (before == null) {
                continue;
            }
            for (var unit : units) {
                int end = at + unit.said().tokens().size();
                if (end <= claim.size() && !reached.containsKey(end) && same(claim.subList(at, end), unit)) {
                    var with = new ArrayList<>(before);
                    with.add(unit);
                    reached.put(end, with);
                }
            }
        }
        return reached.getOrDefault(claim.size(), List.of());
    }

    private static boolean same(List<Token> claim, Unit unit) {
        for (int i = 0; i < claim.size(); i++) {
            if (!same(claim.get(i), unit.said().tokens().get(i), unit.from().exact())) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Token claimed, Token known, List<Figure> exact) {
        if (claimed instanceof Token.Amount(var figure) && known instanceof Token.Amount(var shown)) {
            // Of several that look the same when they are rounded, it is not known which one is shown.
            var behind = exact.stream().filter(shown::says).toList();
            return figure.says(shown) || (!behind.isEmpty() && behind.stream().allMatch(figure::says));
        }
        return claimed.equals(known);
    }

    private static List<String> sayable(List<Citable> cited) {
        return cited.stream()
                .flatMap(item -> item.sentences().stream())
                .limit(12)
                .toList();
    }

    /** The first thing that is wrong. */
    private String reason(Claim written, List<Token> claim, List<Citable> cited) {
        var own = Set.copyOf(ledger.lexer().tokens(written.text()));
        var known = units(cited).stream()
                .flatMap(unit -> unit.said().tokens().stream())
                .collect(Collectors.toSet());
        var exact = cited.stream().flatMap(item -> item.exact().stream()).toList();
        boolean figure = claim.stream()
                .filter(Token.Amount.class::isInstance)
                .anyMatch(token -> known.stream().noneMatch(other -> same(token, other, exact)));
        var strange = claim.stream()
                .filter(Token.Word.class::isInstance)
                .filter(token -> !known.contains(token) && own.contains(token))
                .map(token -> ((Token.Word) token).stem())
                .distinct()
                .limit(8)
                .collect(Collectors.joining(", "));
        return figure
                ? "a figure in it is in none of the cited sentences"
                : strange.isEmpty()
                        ? "the cited sentences say it otherwise"
                        : "the cited sentences do not say: " + strange;
    }
}
