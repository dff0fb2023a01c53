package dev.perfadvisor.engine.scoring;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.scoring.CaseScore.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lays a score card out. As JSON {@code advisor.score/1}: {@code {schema, cases, first, fair, wrong, all, advised, strays,
 * accuracy, confusion {truth {said count}}, scores[] {case, truth[][], said, outcome, ranks[], support, all, advised, causes[],
 * strays[]}, votes[] {rule, cause, kind, decibans, cases[]}, unread[]}}.
 */
public final class ScoreReport {

    /** Name and version of the form. */
    public static final String SCHEMA = "advisor.score/1";

    private static final int SHOWN = 4;

    private ScoreReport() {}

    /** In any format. */
    public static String render(ScoreCard card, Format format, Style style) {
        return format == Format.JSON ? Json.write(json(card)) : Renderer.render(of(card), format, style);
    }

    /** The document. */
    public static Document of(ScoreCard card) {
        var blocks = new ArrayList<Block>();
        long wrong = card.count(Outcome.WRONG);
        blocks.add(new Document.Verdict(wrong == 0 && card.strays() == 0 ? Tone.GOOD : Tone.WARNING, summary(card)));
        blocks.add(new Heading(1, "What was said of what is true", "confusion"));
        blocks.add(confusion(card));
        blocks.add(new Heading(1, "Cases", "cases"));
        blocks.add(new Table(
                List.of("Case", "True", "Rank", "Support", "Outcome", "Said"),
                card.cases().stream().map(ScoreReport::row).toList(),
                List.of(2, 3)));
        votes(card, blocks);
        if (!card.unread().isEmpty()) {
            blocks.add(new Heading(1, "Not scored", "unread"));
            blocks.add(items(card.unread()));
        }
        return new Document("Score of the rules", List.copyOf(blocks));
    }

    private static String summary(ScoreCard card) {
        return "%d cases: true cause first in %d (%s), a fair one in %d, wrong in %d; all faults found in %d, advice fits in %d; %d wrong causes named as serious."
                .formatted(
                        card.cases().size(),
                        card.count(Outcome.FIRST),
                        Figures.percent(card.accuracy()),
                        card.count(Outcome.FAIR),
                        card.count(Outcome.WRONG),
                        card.all(),
                        card.advised(),
                        card.strays());
    }

    private static Table confusion(ScoreCard card) {
        var rows = new ArrayList<List<String>>();
        card.confusion()
                .forEach((truth, said) -> rows.add(List.of(
                        truth,
                        String.valueOf(said.values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()),
                        said.entrySet().stream()
                                .sorted(Map.Entry.<String, Integer>comparingByValue()
                                        .reversed())
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining(", ")))));
        return new Table(List.of("True", "Cases", "Said, and how often"), rows, List.of(1));
    }

    private static List<String> row(CaseScore score) {
        return List.of(
                score.name(),
                score.label().name(),
                score.label().healthy()
                        ? ""
                        : score.ranks().stream()
                                .map(rank -> rank.map(String::valueOf).orElse("-"))
                                .collect(Collectors.joining(", ")),
                support(score).map(Figures::plain).orElse("-"),
                id(score.outcome()),
                said(score));
    }

    /** Support of the first true cause, in decibans. */
    private static Optional<Double> support(CaseScore score) {
        return score.causes().stream()
                .filter(cause -> score.label().isTrue(cause.id()))
                .map(Cause::support)
                .findFirst();
    }

    private static String said(CaseScore score) {
        var causes = score.causes().stream()
                .limit(SHOWN)
                .map(cause -> cause.id() + " " + Figures.plain(cause.support()))
                .collect(Collectors.joining(", "));
        return score.healthy() ? Label.HEALTHY : causes.isEmpty() ? CaseScore.NOTHING : causes;
    }

    private static void votes(ScoreCard card, List<Block> blocks) {
        for (var kind : WrongVote.Kind.values()) {
            var rows = card.culprits().stream()
                    .filter(culprit -> culprit.kind() == kind)
                    .map(culprit -> List.of(
                            culprit.rule(),
                            culprit.cause(),
                            Figures.plain(culprit.decibans()),
                            String.valueOf(culprit.cases().size()),
                            String.join(", ", culprit.cases())))
                    .toList();
            if (!rows.isEmpty()) {
                blocks.add(new Heading(1, "Rule " + kind.words(), kind.id()));
                blocks.add(new Table(List.of("Rule", "Cause", "Decibans", "Cases", "Which"), rows, List.of(2, 3)));
            }
        }
    }

    private static Items items(List<String> texts) {
        return new Items(
                texts.stream().map(text -> new Item(Mark.MINUS, text, "")).toList());
    }

    private static String id(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> json(ScoreCard card) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.put("cases", card.cases().size());
        json.put("first", card.count(Outcome.FIRST));
        json.put("fair", card.count(Outcome.FAIR));
        json.put("wrong", card.count(Outcome.WRONG));
        json.put("all", card.all());
        json.put("advised", card.advised());
        json.put("strays", card.strays());
        json.put("accuracy", card.accuracy());
        json.put("confusion", card.confusion());
        json.put("scores", card.cases().stream().map(ScoreReport::json).toList());
        json.put("votes", card.culprits().stream().map(ScoreReport::json).toList());
        json.put("unread", card.unread());
        return json;
    }

    private static Map<String, @Nullable Object> json(CaseScore score) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("case", score.name());
        json.put("truth", score.label().causes());
        json.put("said", score.said());
        json.put("outcome", id(score.outcome()));
        json.put("ranks", score.ranks().stream().map(rank -> rank.orElse(null)).toList());
        json.put("support", support(score).orElse(null));
        json.put("all", score.all());
        json.put("advised", score.advised());
        json.put(
                "causes",
                score.causes().stream()
                        .map(cause -> Json.members("id", cause.id(), "support", cause.support()))
                        .toList());
        json.put("strays", score.strays().stream().map(Cause::id).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(ScoreCard.Culprit culprit) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("rule", culprit.rule());
        json.put("cause", culprit.cause());
        json.put("kind", culprit.kind().id());
        json.put("decibans", culprit.decibans());
        json.put("cases", culprit.cases());
        return json;
    }
}
