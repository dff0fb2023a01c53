package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Result;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be said of rules, whether they fired or not. What a rule looks for is no statement about the case. */
final class RuleSheets {

    private final Ledger.Library library;
    private final @Nullable Result result;

    RuleSheets(Ledger.Library library, @Nullable Result result) {
        this.library = library;
        this.result = result;
    }

    List<String> ids() {
        return library.ruleIds();
    }

    Optional<Citable> find(String rule) {
        return library.sheet(rule)
                .map(sheet -> Citable.of(
                        "rule:" + rule,
                        "The rule " + rule + " looks for this: " + sheet.title() + ".",
                        "When the rule " + rule + " fires it means: "
                                + sheet.meaning().replace(". ", "; "),
                        "The rule " + rule + " " + state(rule)));
    }

    private String state(String rule) {
        if (result == null) {
            return "was not asked yet.";
        }
        var diagnosis = result.diagnosis();
        long fired = diagnosis.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .count();
        if (fired > 0) {
            return "fired " + fired + (fired == 1 ? " time." : " times.");
        }
        return diagnosis.undecided().stream()
                .filter(undecided -> undecided.rule().equals(rule))
                .findFirst()
                .map(undecided ->
                        "is undecided, as these facts are unknown: " + String.join(", ", undecided.missing()) + ".")
                .orElse("did not fire.");
    }
}
