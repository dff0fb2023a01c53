package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Plan.PlanStage;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result as JSON, {@code advisor.result/1}. Durations are seconds, instants ISO 8601, sizes bytes, ratios 0..1;
 * what is unknown is null.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private Json() {}

    /** The mapper that facts are written and read back with. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** A result, indented. */
    public static String of(Result result) {
        return write(tree(result));
    }

    /** A result as maps, lists and plain values. */
    public static Map<String, @Nullable Object> tree(Result result) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        var diagnosis = result.diagnosis();
        json.put("schema", Result.SCHEMA);
        json.put("problem", result.problem().text());
        json.put("verdict", diagnosis.verdict());
        json.put("healthy", diagnosis.healthy());
        json.put("artifacts", result.artifacts().stream().map(Json::artifact).toList());
        json.put("facts", result.facts().roots());
        json.put("bands", result.bands().stream().map(Json::band).toList());
        json.put("findings", diagnosis.findings().stream().map(Json::tree).toList());
        json.put("causes", diagnosis.causes().stream().map(Json::tree).toList());
        json.put("undecided", diagnosis.undecided());
        json.put("next", diagnosis.next());
        json.put("caching", result.caching());
        json.put("plan", tree(result.plan()));
        return json;
    }

    /** A plan as maps, lists and plain values. */
    public static Map<String, Object> tree(Plan plan) {
        return Map.of("stages", plan.stages().stream().map(Json::stage).toList());
    }

    /** Facts alone, in the form in which they can be handed in again. */
    public static String of(String schema, List<Artifact> artifacts, FactTree facts) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", schema);
        json.put("artifacts", artifacts.stream().map(Json::artifact).toList());
        json.put("facts", facts.roots());
        return write(json);
    }

    /** Anything made of records, lists, maps and plain values, indented. */
    public static String write(Object value) {
        return SafeText.json(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value)) + "\n";
    }

    private static Map<String, @Nullable Object> artifact(Artifact artifact) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", artifact.id());
        json.put("name", artifact.name());
        json.put("kind", artifact.kind());
        json.put("format", artifact.format());
        json.put("bytes", artifact.bytes());
        json.put("sha256", artifact.sha256());
        json.put("reading", reading(artifact.reading()));
        json.put("from", artifact.from());
        json.put("to", artifact.to());
        return json;
    }

    /**
     * An object of two members in this order. {@code Map.of} has another order in each process, so that the same evidence would not
     * give the same text.
     */
    public static Map<String, Object> members(String first, Object one, String second, Object other) {
        var json = new LinkedHashMap<String, Object>();
        json.put(first, one);
        json.put(second, other);
        return json;
    }

    private static Map<String, Object> reading(Reading reading) {
        return members("status", reading.status(), "problems", reading.problems());
    }

    private static Map<String, Object> band(Result.BandReading reading) {
        var json = new LinkedHashMap<String, Object>();
        json.put("metric", reading.band().metric());
        json.put("value", reading.value());
        json.put("unit", reading.band().unit());
        json.put("judgement", reading.judgement());
        json.put("origin", reading.origin().id());
        json.put("good", reading.band().good());
        json.put("acceptable", reading.band().acceptable());
        json.put("poor", reading.band().poor());
        json.put("source", reading.band().source());
        return json;
    }

    /** A finding as maps, lists and plain values. */
    public static Map<String, @Nullable Object> tree(Finding finding) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("rule", finding.rule());
        json.put("subject", finding.subject());
        json.put("title", finding.title());
        json.put("role", finding.role().id());
        json.put("capability", finding.capability().id());
        json.put("stage", finding.stage().id());
        json.put("severity", finding.severity().id());
        json.put("score", Math.round(finding.score() * 10) / 10.0);
        json.put("impact", finding.impact());
        json.put("evidence", finding.evidence().stream().map(Json::fact).toList());
        json.put("diagnosis", finding.diagnosis());
        json.put("remedies", finding.remedies().stream().map(Json::remedy).toList());
        json.put("proof", finding.proof());
        json.put("references", finding.references());
        json.put("falsePositives", finding.falsePositives());
        return json;
    }

    private static Map<String, @Nullable Object> fact(Fact fact) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("fact", fact.path());
        json.put("value", fact.value());
        json.put("unit", fact.unit());
        json.put("origin", fact.origin().id());
        json.put("artifact", fact.artifact());
        json.put("locator", fact.locator());
        return json;
    }

    /** A cause as maps, lists and plain values. */
    public static Map<String, @Nullable Object> tree(Cause cause) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", cause.id());
        json.put("title", cause.title());
        json.put("description", cause.description());
        json.put("status", cause.status());
        json.put("support", cause.support());
        json.put("severity", cause.severity().id());
        json.put("why", cause.why());
        json.put("explains", cause.explains());
        json.put("gain", cause.gain());
        json.put("remedies", cause.remedies().stream().map(Json::remedy).toList());
        return json;
    }

    static Map<String, Object> remedy(Remedy remedy) {
        var json = new LinkedHashMap<String, Object>();
        json.put("what", remedy.what());
        json.put("effort", remedy.effort().id());
        json.put("risk", remedy.risk().id());
        json.put("gain", remedy.gain());
        json.put("snippet", remedy.snippet());
        return json;
    }

    private static Map<String, Object> stage(PlanStage stage) {
        var json = new LinkedHashMap<String, Object>();
        json.put("stage", stage.stage().id());
        json.put("steps", stage.steps().stream().map(Json::step).toList());
        return json;
    }

    private static Map<String, Object> step(Step step) {
        var json = new LinkedHashMap<String, Object>();
        json.put("title", step.title());
        json.put("status", step.status().id());
        json.put("detail", step.detail());
        json.put("command", step.command());
        json.put("snippet", step.snippet());
        return json;
    }
}
