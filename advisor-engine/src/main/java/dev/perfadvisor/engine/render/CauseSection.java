package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Chart.Sum;
import dev.perfadvisor.engine.model.Chart.Term;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Cited;
import dev.perfadvisor.engine.render.Document.CitedFact;
import dev.perfadvisor.engine.render.Document.Figure;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Label;
import dev.perfadvisor.engine.render.Document.Labels;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Source;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One cause in a report: what it is, what it is worth, and what speaks for it. */
final class CauseSection {

    /** What a number of decibans means. */
    static final String SCALE = "10 decibans more make a cause ten times as likely, 3 more twice.";

    private static final int MOST_SOURCES = 5;
    private static final int MOST_FACTS = 8;

    private final Result result;
    private final Places places;

    CauseSection(Result result) {
        this.result = result;
        this.places = new Places(result);
    }

    /** Gain and first change of a cause that is supported, in as few words as there are. */
    static List<Label> first(Cause cause) {
        var labels = new ArrayList<Label>();
        if (cause.status().equals(Cause.SUPPORTED)) {
            if (cause.gain() != null) {
                labels.add(new Label(
                        "Gain",
                        "requests at most %s times faster (%s of their time)"
                                .formatted(
                                        Figures.plain(cause.gain().factor()),
                                        Figures.percent(cause.gain().share())),
                        Tone.NEUTRAL));
            }
            cause.remedies().stream()
                    .limit(1)
                    .forEach(remedy -> labels.add(new Label("Change first", remedy.what(), Tone.NEUTRAL)));
        }
        return labels;
    }

    /** Heading, what it means, gain, what to change, evidence and the sum of votes. */
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
        cause.remedies().stream().limit(1).forEach(remedy -> blocks.add(new Paragraph(change(cause, remedy))));
        evidence(cause, blocks);
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
        blocks.add(new Paragraph(scale(cause.why())));
        if (cause.gain() != null) {
            blocks.add(new Paragraph("Gain: " + cause.gain().text() + "."));
        }
        evidence(cause, blocks);
        return blocks;
    }

    /** What the numbers are, and what those stand for that are of no rule. */
    private static String scale(List<Vote> votes) {
        boolean words = votes.stream().anyMatch(vote -> vote.from().equals("words"));
        return SCALE + " prior is how common the cause is before any evidence"
                + (words
                        ? ", words how much what you said is like a known description of it, which stands in quotes."
                        : ".");
    }

    /** {@code What to change: an index on (customer_id) (effort low, risk low; 2 more in the plan).} */
    private static String change(Cause cause, Remedy remedy) {
        long more = cause.remedies().stream().map(Remedy::what).distinct().count() - 1;
        return "What to change: " + remedy.what() + " (effort "
                + remedy.effort().id() + ", risk " + remedy.risk().id()
                + (more == 0 ? "" : "; " + more + " more in the plan") + ").";
    }

    private void evidence(Cause cause, List<Block> blocks) {
        var sources = sources(cause);
        if (!sources.isEmpty()) {
            blocks.add(new Cited(sources));
        }
        if (!cause.explains().isEmpty()) {
            blocks.add(new Paragraph("Explains: " + explained(cause) + "."));
        }
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
    private List<Source> sources(Cause cause) {
        var groups = new LinkedHashMap<String, List<Fact>>();
        for (var vote : cause.why()) {
            if (vote.decibans() > 0 && vote.counted()) {
                result.diagnosis().findings().stream()
                        .filter(finding -> finding.rule().equals(vote.from()))
                        .forEach(finding -> finding.evidence().stream()
                                .filter(fact -> fact.value() != null)
                                .forEach(fact -> groups.computeIfAbsent(places.of(fact), _ -> new ArrayList<>())
                                        .add(fact)));
            }
        }
        var sources = new ArrayList<Source>();
        groups.forEach((where, facts) -> {
            if (sources.size() < MOST_SOURCES) {
                sources.add(source(facts, where, "evidence-" + cause.id() + "-" + (sources.size() + 1)));
            }
        });
        return sources;
    }

    private static Source source(List<Fact> facts, String where, String id) {
        var prefix = facts.size() > 1 ? parent(facts.stream().map(Fact::path).toList()) : "";
        var cited = facts.stream()
                .limit(MOST_FACTS)
                .map(fact -> new CitedFact(
                        fact.path().substring(prefix.length()),
                        Places.cut(Figures.words(fact.value(), fact.unit())),
                        fact.path()))
                .distinct()
                .toList();
        return new Source(prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1), cited, where, id);
    }

    /** What all paths begin with: {@code jfr.locks.} of {@code jfr.locks.locks[0].site} and {@code jfr.locks.threads}. */
    private static String parent(List<String> paths) {
        var path = paths.getFirst();
        int common = 0;
        boolean inKey = false;
        for (int i = 0; i < path.length(); i++) {
            char sign = path.charAt(i);
            inKey = sign == '[' || (inKey && sign != ']');
            if (sign == '.' && !inKey) {
                var longer = path.substring(0, i + 1);
                if (!paths.stream().allMatch(other -> other.startsWith(longer))) {
                    break;
                }
                common = longer.length();
            }
        }
        return path.substring(0, common);
    }

    /** {@code one endpoint holds most of the request time (GET /orders, http.slow-endpoint-dominates)}. */
    private String explained(Cause cause) {
        return cause.explains().stream()
                .map(id -> result.diagnosis().findings().stream()
                        .filter(finding -> finding.rule().equals(id))
                        .findFirst()
                        .map(finding -> finding.title() + " ("
                                + (finding.subject().isEmpty() ? "" : Places.cut(finding.subject()) + ", ") + id + ")")
                        .orElse(id))
                .collect(Collectors.joining("; "));
    }
}
