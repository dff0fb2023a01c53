package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Difference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as JSON, {@code advisor.comparison/1}. Times are seconds, sizes bytes, ratios candidate over base, shares
 * 0..1; what is unknown is null.
 *
 * <pre>
 * schema       advisor.comparison/1
 * verdict      better, worse, mixed, no-change, not-proven or not-comparable
 * detail       of the verdict: within (no-change), indication and runsNeeded (not-proven), reasons (not-comparable)
 * answer       the verdict in a sentence
 * explanation  what came with it: causes that are new or gone
 * base         {name, runs[] {label, from, length, requests, requestsPerSecond, failedRatio}}, as candidate
 * measures[]   {subject, quantile, base[], candidate[], ratio {value, low, high}, method, p, corrected, verdict, detail}
 * causes[]     {id, title, change: new, gone, stronger, weaker or same,  severity, base[], candidate[],
 *              certain (whether the side without it would have shown it), findings[], remedies[]}
 * differences[] {trait, area, title, subject, unit, change: appeared, disappeared, more or less, base {values[], atMost},
 *              candidate {values[], atMost}, ratio, p, proven}
 * uncompared[]  areas of facts that the two sides do not tell alike
 * environment[] {name, base, candidate}: where the sides ran on something else
 * notes[]      what limits the comparison
 * flames[]     {measure, unit, names[], calls[], depths[], base[], candidate[], baseTotal, candidateTotal}: all calls of
 *              both sides as columns, callers before what they call
 * </pre>
 *
 * <p>{@code base} and {@code candidate} of measures, causes and differences have one value a run, in the order of
 * {@code runs}.
 */
public final class ComparisonJson {

    private ComparisonJson() {}

    /** As maps, lists and plain values. */
    public static Map<String, @Nullable Object> tree(Comparison comparison) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", Comparison.SCHEMA);
        json.put("verdict", comparison.verdict().id());
        json.put("detail", comparison.verdict());
        json.put("answer", comparison.answer());
        json.put("explanation", comparison.explanation());
        json.put("base", comparison.base());
        json.put("candidate", comparison.candidate());
        json.put(
                "measures",
                comparison.measures().stream().map(ComparisonJson::measure).toList());
        json.put(
                "causes",
                comparison.causes().stream().map(ComparisonJson::cause).toList());
        json.put(
                "differences",
                comparison.differences().stream()
                        .map(ComparisonJson::difference)
                        .toList());
        json.put("uncompared", comparison.uncompared());
        json.put("environment", comparison.environment());
        json.put("notes", comparison.notes());
        json.put("flames", comparison.flames());
        return json;
    }

    private static Map<String, @Nullable Object> measure(Measure measure) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("subject", measure.subject());
        json.put("quantile", measure.quantile());
        json.put("base", measure.base());
        json.put("candidate", measure.candidate());
        json.put("ratio", measure.ratio());
        json.put("method", measure.method().words());
        json.put("p", measure.p());
        json.put("corrected", measure.corrected());
        json.put("verdict", measure.verdict().id());
        json.put("detail", measure.verdict());
        return json;
    }

    private static Map<String, @Nullable Object> cause(CauseChange cause) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", cause.id());
        json.put("title", cause.title());
        json.put("change", cause.change().id());
        json.put("severity", cause.severity().id());
        json.put("base", cause.base());
        json.put("candidate", cause.candidate());
        json.put("certain", cause.certain());
        json.put("findings", cause.findings().stream().map(Json::tree).toList());
        json.put("remedies", cause.remedies().stream().map(Json::remedy).toList());
        return json;
    }

    private static Map<String, @Nullable Object> difference(Difference difference) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("trait", difference.trait().id());
        json.put("area", difference.trait().area());
        json.put("title", difference.trait().title());
        json.put("subject", difference.subject());
        json.put("unit", difference.trait().unit());
        json.put("change", difference.change().id());
        json.put("base", difference.base());
        json.put("candidate", difference.candidate());
        json.put("ratio", difference.ratio());
        json.put("p", difference.p());
        json.put("proven", difference.proven());
        return json;
    }
}
