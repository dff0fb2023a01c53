package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Term;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Label;
import dev.perfadvisor.engine.render.Document.Labels;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One cause in a report: what it is, what it is worth, and what speaks for it. */
final class CauseSection {

    private static final int MOST_EVIDENCE = 5;
    private static final int MOST_FACTS = 8;

    private final Result result;

    CauseSection(Result result) {
        this.result = result;
    }

    /** Heading, what it means, gain, evidence and the sum of votes. */
    List<Block> of(int number, Cause cause) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(2, "%d. %s (%s)".formatted(number, cause.title(), cause.id()), "cause-" + cause.id()));
        if (!cause.status().equals(Cause.SUPPORTED)) {
            blocks.add(new Paragraph(cause.description()));
            return blocks;
        }
        blocks.add(new Labels(List.of(
                new Label("Severity", cause.severity().id(), tone(cause)),
                new Label("support", Figures.plain(cause.support()) + " decibans", Tone.NEUTRAL))));
        if (number > 1) {
            blocks.add(new Paragraph(cause.description()));
        }
        if (cause.gain() != null) {
            blocks.add(new Paragraph("Gain: " + cause.gain().text() + "."));
        }
        var evidence = evidenceOf(cause);
        if (!evidence.isEmpty()) {
            blocks.add(new Items(evidence));
        }
        if (!cause.explains().isEmpty()) {
            blocks.add(new Paragraph("Explains: " + explained(cause) + "."));
        }
        blocks.add(sum(cause));
        return blocks;
    }

    /** The cause with each vote on a line of its own, and the facts behind it. */
    List<Block> why(Cause cause) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, cause.title() + " (" + cause.id() + ")", "cause-" + cause.id()));
        blocks.add(new Paragraph(cause.description()));
        blocks.add(new Table(
                List.of("Decibans", "From", "What it says"),
                cause.why().stream()
                        .map(vote -> List.of(
                                vote.counted() ? signed(vote.decibans()) : "(" + signed(vote.decibans()) + ")",
                                vote.from(),
                                vote.text()))
                        .toList(),
                List.of(0)));
        blocks.add(new Paragraph("Sum: " + signed(cause.support()) + " decibans of support"
                + (cause.status().equals(Cause.SUPPORTED)
                        ? "."
                        : "; a hypothesis, as no measurement speaks for it more than against it.")
                + (cause.why().stream().allMatch(Vote::counted)
                        ? ""
                        : " A vote in brackets sees what a stronger one saw already.")));
        if (cause.gain() != null) {
            blocks.add(new Paragraph("Gain: " + cause.gain().text() + "."));
        }
        var evidence = evidenceOf(cause);
        if (!evidence.isEmpty()) {
            blocks.add(new Items(evidence));
        }
        if (!cause.explains().isEmpty()) {
            blocks.add(new Paragraph("Explains: " + explained(cause) + "."));
        }
        return blocks;
    }

    /** The sum of votes; one that does not count sees what a stronger one saw already. */
    private static Figure sum(Cause cause) {
        var terms = cause.why().stream()
                .map(vote -> new Term(vote.from(), vote.text(), vote.decibans(), vote.counted()))
                .toList();
        return new Figure("why-" + cause.id(), "Why", "", new Sum(terms, cause.support(), "decibans"));
    }

    private static Tone tone(Cause cause) {
        return switch (cause.severity()) {
            case HIGH -> Tone.BAD;
            case MEDIUM -> Tone.WARNING;
            case LOW -> Tone.NEUTRAL;
        };
    }

    private static String signed(double decibans) {
        return String.format(Locale.ROOT, "%+.1f", decibans);
    }

    /** The facts behind the votes that count, those from one place together. */
    private List<Item> evidenceOf(Cause cause) {
        var groups = new LinkedHashMap<String, List<Fact>>();
        for (var vote : cause.why()) {
            if (vote.decibans() > 0 && vote.counted()) {
                result.diagnosis().findings().stream()
                        .filter(finding -> finding.rule().equals(vote.from()))
                        .forEach(finding -> finding.evidence().stream()
                                .filter(fact -> fact.value() != null)
                                .forEach(fact -> groups.computeIfAbsent(where(fact), _ -> new ArrayList<>())
                                        .add(fact)));
            }
        }
        var items = new ArrayList<Item>();
        groups.forEach((where, facts) -> {
            if (items.size() < MOST_EVIDENCE) {
                var id = "evidence-" + cause.id() + "-" + (items.size() + 1);
                items.add(new Item(Mark.BULLET, words(facts), where, id));
            }
        });
        return items;
    }

    private static String words(List<Fact> facts) {
        var what = parent(facts.getFirst().path());
        boolean same = facts.stream().allMatch(fact -> fact.path().startsWith(what));
        var prefix = same && facts.size() > 1 ? what : "";
        return (prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ")
                + facts.stream()
                        .limit(MOST_FACTS)
                        .map(fact -> fact.path().substring(prefix.length()) + " = "
                                + Report.cut(Figures.words(fact.value(), fact.unit())))
                        .distinct()
                        .collect(Collectors.joining("; "));
    }

    /** {@code jfr.gc.} of {@code jfr.gc.pauseMax}. */
    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1);
    }

    private String where(Fact fact) {
        if (fact.artifact().isEmpty()) {
            return fact.origin() == Origin.CLAIMED ? "as you say" : "over several artifacts";
        }
        var name = result.artifacts().stream()
                .filter(a -> a.id().equals(fact.artifact()))
                .map(Artifact::name)
                .findFirst()
                .orElse(fact.artifact());
        return fact.locator().isEmpty()
                ? Report.shortName(name)
                : Report.shortName(name) + ", " + Report.cut(fact.locator());
    }

    /** {@code one endpoint holds most of the request time (GET /orders, http.slow-endpoint-dominates)}. */
    private String explained(Cause cause) {
        return cause.explains().stream()
                .map(id -> result.diagnosis().findings().stream()
                        .filter(finding -> finding.rule().equals(id))
                        .findFirst()
                        .map(finding -> finding.title() + " ("
                                + (finding.subject().isEmpty() ? "" : Report.cut(finding.subject()) + ", ") + id + ")")
                        .orElse(id))
                .collect(Collectors.joining("; "));
    }
}
