package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Criterion;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Validation;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a validation out: the verdict, the criteria, what remains, the comparison, and the diagnosis of the run. As JSON
 * {@code advisor.validation/1}: a result with {@code validation {verdict, passed, criteria[] {title, metric, subject, limit,
 * unit, origin, value, status}, remaining[]}} and {@code comparison}, null without a base.
 */
public final class ValidationReport {

    private ValidationReport() {}

    /** In any format. */
    public static String render(Validation validation, Format format, Style style) {
        return format == Format.JSON ? Json.write(json(validation)) : Renderer.render(of(validation), format, style);
    }

    /** The whole document. */
    public static Document of(Validation validation) {
        var blocks = new ArrayList<>(answer(validation));
        var comparison = validation.comparison();
        if (comparison != null) {
            blocks.add(new Heading(1, "Held against the base", "comparison"));
            // The verdict stands above.
            var compared = ComparisonReport.of(comparison).blocks();
            blocks.addAll(compared.subList(1, compared.size()));
        }
        blocks.add(new Heading(1, "Diagnosis of the new run", "diagnosis"));
        blocks.addAll(Report.of(validation.result()).blocks());
        return new Document("Validation", List.copyOf(blocks));
    }

    /** The verdict, the criteria and what remains. */
    public static List<Block> answer(Validation validation) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Document.Verdict(tone(validation), validation.verdict()));
        if (!validation.criteria().isEmpty()) {
            blocks.add(new Table(
                    List.of("Success criterion", "Measured", "Status", "Origin"),
                    validation.criteria().stream()
                            .map(c -> List.of(
                                    c.title(),
                                    Figures.words(c.value(), c.unit()),
                                    c.status().id(),
                                    c.origin()))
                            .toList(),
                    List.of(1)));
        }
        if (!validation.remaining().isEmpty()) {
            blocks.add(new Heading(1, "What remains", "remaining"));
            blocks.add(new Items(validation.remaining().stream()
                    .map(text -> new Item(Mark.OPEN, text, ""))
                    .toList()));
        }
        return blocks;
    }

    private static Tone tone(Validation validation) {
        var comparison = validation.comparison();
        boolean missed = validation.criteria().stream().anyMatch(c -> c.status() == Criterion.Status.MISSED);
        var compared = comparison == null ? Tone.GOOD : ComparisonReport.tone(comparison.verdict());
        if (missed || compared == Tone.BAD) {
            return Tone.BAD;
        }
        return validation.passed() ? compared : Tone.WARNING;
    }

    /** As maps, lists and plain values. */
    public static Map<String, @Nullable Object> json(Validation validation) {
        var json = new LinkedHashMap<String, @Nullable Object>(Json.tree(validation.result()));
        json.put("schema", Validation.SCHEMA);
        var inner = new LinkedHashMap<String, @Nullable Object>();
        inner.put("verdict", validation.verdict());
        inner.put("passed", validation.passed());
        inner.put(
                "criteria",
                validation.criteria().stream().map(ValidationReport::criterion).toList());
        inner.put("remaining", validation.remaining());
        json.put("validation", inner);
        var comparison = validation.comparison();
        json.put("comparison", comparison == null ? null : ComparisonJson.tree(comparison));
        return json;
    }

    private static Map<String, @Nullable Object> criterion(Criterion criterion) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("title", criterion.title());
        json.put("metric", criterion.metric());
        json.put("subject", criterion.subject());
        json.put("limit", criterion.limit());
        json.put("unit", criterion.unit());
        json.put("origin", criterion.origin());
        json.put("value", criterion.value());
        json.put("status", criterion.status().id());
        return json;
    }
}
