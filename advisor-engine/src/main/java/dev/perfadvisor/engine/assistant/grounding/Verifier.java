package dev.perfadvisor.engine.assistant.grounding;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
         * @param claim with what artifacts say in quotes, and the ids that carry it
         */
        record Holds(Claim claim) implements Outcome {}

        /** It claims nothing, such as "Here is what the evidence shows:". */
        record Empty() implements Outcome {}

        /**
         * It does not hold.
         *
         * @param why for the model: what is wrong, and what could be said
         */
        record Fails(Claim claim, String why) implements Outcome {}
    }

    /** Judges one claim. */
    public Outcome verify(Claim claim) {
        var tokens = ledger.lexer().tokens(claim.text());
        if (tokens.isEmpty()) {
            return new Outcome.Empty();
        }
        if (claim.cites().isEmpty()) {
            return fails(claim, "it cites nothing");
        }
        var cited = new ArrayList<Citable>();
        for (var id : claim.cites()) {
            var found = ledger.find(id);
            if (found.isEmpty()) {
                return fails(claim, "there is no id " + id);
            }
            cited.add(found.get());
        }
        var carriers = cover(tokens, cited);
        if (!carriers.isEmpty()) {
            return new Outcome.Holds(new Claim(ledger.lexer().quoted(claim.text()), List.copyOf(carriers)));
        }
        return fails(claim, reason(tokens, cited));
    }

    private static Outcome fails(Claim claim, String why) {
        return new Outcome.Fails(claim, why);
    }

    private record Unit(Citable from, List<Token> tokens) {}

    private List<Unit> units(List<Citable> cited) {
        return cited.stream()
                .flatMap(item -> item.sentences().stream()
                        .flatMap(sentence -> ledger.lexer().units(sentence).stream())
                        .map(tokens -> new Unit(item, tokens)))
                .toList();
    }

    /** The ids whose sentences, one after the other, are the claim; none when they are not. */
    private Set<String> cover(List<Token> claim, List<Citable> cited) {
        var units = units(cited);
        var reached = new ArrayList<Set<String>>();
        for (int i = 0; i <= claim.size(); i++) {
            reached.add(i == 0 ? new LinkedHashSet<>(Set.of("")) : Set.of());
        }
        for (int at = 0; at < claim.size(); at++) {
            if (reached.get(at).isEmpty()) {
                continue;
            }
            for (var unit : units) {
                int end = at + unit.tokens().size();
                if (end <= claim.size() && reached.get(end).isEmpty() && same(claim.subList(at, end), unit)) {
                    var with = new LinkedHashSet<>(reached.get(at));
                    with.add(unit.from().id());
                    reached.set(end, with);
                }
            }
        }
        return reached.get(claim.size()).stream()
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean same(List<Token> claim, Unit unit) {
        for (int i = 0; i < claim.size(); i++) {
            if (!same(claim.get(i), unit.tokens().get(i), unit.from().exact())) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Token claimed, Token known, List<Figure> exact) {
        if (claimed instanceof Token.Amount(var figure) && known instanceof Token.Amount(var shown)) {
            return figure.says(shown) || exact.stream().anyMatch(value -> shown.says(value) && figure.says(value));
        }
        return claimed.equals(known);
    }

    /** The first thing that is wrong, and all that could have been said. */
    private String reason(List<Token> claim, List<Citable> cited) {
        var known =
                units(cited).stream().flatMap(unit -> unit.tokens().stream()).collect(Collectors.toSet());
        var exact = cited.stream().flatMap(item -> item.exact().stream()).toList();
        boolean figure = claim.stream()
                .filter(Token.Amount.class::isInstance)
                .anyMatch(token -> known.stream().noneMatch(other -> same(token, other, exact)));
        var strange = claim.stream()
                .filter(Token.Word.class::isInstance)
                .filter(token -> !known.contains(token))
                .map(token -> ((Token.Word) token).stem())
                .distinct()
                .limit(8)
                .collect(Collectors.joining(", "));
        var what = figure
                ? "a figure in it is in none of the cited sentences"
                : strange.isEmpty()
                        ? "the cited sentences say it otherwise"
                        : "the cited sentences do not say: " + strange;
        var sayable = cited.stream()
                .flatMap(item -> item.sentences().stream())
                .limit(12)
                .collect(Collectors.joining(" | "));
        return what + ". What can be said with these ids: " + sayable;
    }
}
