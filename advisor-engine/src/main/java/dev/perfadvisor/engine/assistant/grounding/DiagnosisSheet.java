package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can be said of a diagnosis. Every sentence is true by itself, so a hypothesis is called one in each of its own. */
final class DiagnosisSheet {

    private final Result result;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<String>> findingsByRule = new HashMap<>();
    private final List<Citable> items = new ArrayList<>();

    private DiagnosisSheet(Result result) {
        this.result = result;
    }

    static List<Citable> of(Result result) {
        var sheet = new DiagnosisSheet(result);
        sheet.verdict();
        result.diagnosis().findings().forEach(sheet::finding);
        result.diagnosis().causes().forEach(sheet::cause);
        return sheet.items;
    }

    private void verdict() {
        var diagnosis = result.diagnosis();
        var sentences = new ArrayList<>(List.of(diagnosis.verdict()));
        if (diagnosis.healthy()) {
            sentences.add("The evidence was enough to judge, and nothing is wrong.");
        }
        diagnosis.causes().stream()
                .limit(1)
                .map(cause -> cause.status().equals(Cause.SUPPORTED)
                        ? "The first cause is " + cause.title() + "."
                        : "The first hypothesis is " + cause.title() + ".")
                .forEach(sentences::add);
        items.add(new Citable(
                "verdict:1",
                "verdict",
                Subject.NONE,
                sentences,
                List.of(),
                diagnosis.causes().stream().map(cause -> "cause:" + cause.id()).toList()));
    }

    private void finding(Finding finding) {
        int number = numbers.merge(finding.rule(), 1, Integer::sum);
        var id = "finding:" + finding.rule() + "/" + number;
        findingsByRule.computeIfAbsent(finding.rule(), _ -> new ArrayList<>()).add(id);
        var sentences = new ArrayList<String>();
        sentences.add(finding.title() + ".");
        sentences.add(finding.diagnosis());
        sentences.add(finding.title() + ": severity " + finding.severity().id() + ".");
        if (finding.impact() != null) {
            sentences.add("At most " + Figures.percent(finding.impact()) + " of request time goes into it.");
        }
        if (!finding.falsePositives().isEmpty()) {
            sentences.add("It may be wrong in this case: " + joined(finding.falsePositives()));
        }
        items.add(new Citable(
                id,
                "finding",
                new Subject(finding.title(), finding.subject()),
                sentences,
                exact(finding),
                finding.evidence().stream().map(fact -> "fact:" + fact.path()).toList()));
    }

    /** As one sentence. */
    private static String joined(List<String> sentences) {
        return String.join("; ", sentences).replace(". ", ", ");
    }

    private static List<Figure> exact(Finding finding) {
        var exact = new ArrayList<Figure>();
        for (Fact fact : finding.evidence()) {
            if (fact.value() instanceof Number number) {
                exact.add(Figure.exact(number.doubleValue(), fact.unit()));
            }
        }
        if (finding.impact() != null) {
            exact.add(Figure.exact(finding.impact(), "ratio"));
        }
        return exact;
    }

    private void cause(Cause cause) {
        boolean supported = cause.status().equals(Cause.SUPPORTED);
        var sentences = new ArrayList<String>();
        var support = Figures.plain(cause.support()) + " decibans";
        if (supported) {
            sentences.add(cause.title() + " (" + cause.id() + ").");
            sentences.add(cause.title() + " is supported by the evidence with " + support + ".");
            sentences.add(cause.title() + ": severity " + cause.severity().id() + ".");
            sentences.add(cause.title() + ": " + cause.description());
        } else {
            sentences.add(cause.title() + " (" + cause.id() + ") is a hypothesis.");
            sentences.add("The hypothesis " + cause.title() + " has " + support + ".");
        }
        for (var vote : cause.why()) {
            sentences.add("For " + cause.title() + " counts " + vote.from() + ", " + vote.text() + ": "
                    + Figures.plain(vote.decibans()) + " decibans" + (vote.counted() ? "." : ", not counted."));
        }
        if (cause.gain() != null) {
            sentences.add((supported ? "" : "For the hypothesis ") + cause.title() + ": "
                    + cause.gain().text() + ".");
        }
        var exact = new ArrayList<>(List.of(Figure.exact(cause.support(), "")));
        if (cause.gain() != null) {
            exact.add(Figure.exact(cause.gain().share(), "ratio"));
            exact.add(Figure.exact(cause.gain().factor(), ""));
        }
        result.diagnosis().findings().stream()
                .filter(finding ->
                        cause.why().stream().anyMatch(vote -> vote.from().equals(finding.rule())))
                .forEach(finding -> exact.addAll(exact(finding)));
        var see = new ArrayList<String>();
        cause.why().forEach(vote -> see.addAll(findingsByRule.getOrDefault(vote.from(), List.of())));
        int number = 1;
        for (var remedy : cause.remedies()) {
            see.add(remedy(cause, remedy, number));
            number++;
        }
        items.add(new Citable("cause:" + cause.id(), "cause", Subject.of(cause.title()), sentences, exact, see));
    }

    private String remedy(Cause cause, Remedy remedy, int number) {
        var id = "remedy:" + cause.id() + "/" + number;
        boolean supported = cause.status().equals(Cause.SUPPORTED);
        // What helps against a hypothesis is no advice before that is proven.
        var given = supported ? "" : "If the hypothesis " + cause.title() + " holds: ";
        var sentences = new ArrayList<String>();
        sentences.add(given + sentence(remedy.what()));
        if (!remedy.gain().isEmpty()) {
            sentences.add(given + "What this brings: " + joined(List.of(remedy.gain())));
        }
        sentences.add(given + remedy.what() + ": effort " + remedy.effort().id() + ", risk "
                + remedy.risk().id() + ".");
        sentences.add("Against" + (supported ? ": " : " the hypothesis ") + cause.title() + ".");
        if (!remedy.snippet().isEmpty()) {
            sentences.add(given + "Like this: " + remedy.snippet());
        }
        items.add(new Citable(
                id, "remedy", Subject.of(bare(remedy.what())), sentences, List.of(), List.of("cause:" + cause.id())));
        return id;
    }

    /** A text to be put before others. */
    static String bare(String text) {
        return text.endsWith(".") || text.endsWith("?") ? text.substring(0, text.length() - 1) : text;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** Code and statements made for the case: to be repeated whole or not at all. */
    static Set<String> snippets(Result result) {
        var snippets = new LinkedHashSet<String>();
        result.diagnosis().causes().stream()
                .flatMap(cause -> cause.remedies().stream())
                .map(Remedy::snippet)
                .forEach(snippets::add);
        result.plan().stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .map(Step::snippet)
                .forEach(snippets::add);
        return snippets;
    }
}
