package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Plan.PlanStage;
import dev.perfadvisor.engine.model.Problem.Answer;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.render.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A case as text, {@code advisor.case/1}: what was said, and the facts of the evidence in place of the evidence, so that
 * it can be opened when the files are gone. Facts hold no values of users' data.
 */
public final class KeptCase {

    private static final String SCHEMA = "advisor.case/1";

    private KeptCase() {}

    /** The text was not written by {@link #write}. */
    public static final class UnreadableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnreadableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The text of a case.
     *
     * @param facts the facts of its evidence as JSON, empty when there is no evidence
     */
    public static String write(Case kept, String facts) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.putAll(words(kept.words()));
        json.put("earlier", kept.earlier().stream().map(KeptCase::words).toList());
        json.put("attached", kept.attached());
        json.put("asked", kept.asked());
        json.put("facts", facts);
        if (kept.carried() != null) {
            json.put("plan", kept.carried());
        }
        return Json.write(json);
    }

    private static Map<String, Object> words(Words words) {
        var json = new LinkedHashMap<String, Object>();
        json.put("said", words.said());
        json.put("opinions", words.opinions());
        json.put("answers", words.answers());
        json.put("doubted", words.doubted());
        return json;
    }

    private static Words words(JsonNode json) {
        var answers = new ArrayList<Answer>();
        json.path("answers")
                .forEach(answer -> answers.add(new Answer(
                        answer.path("question").asString(""),
                        answer.path("option").asString(""))));
        return new Words(texts(json.path("said")), texts(json.path("opinions")), answers, texts(json.path("doubted")));
    }

    /**
     * The case of a text, without a diagnosis, but with the plan that was carried on.
     *
     * @param apart the facts of its evidence where they are not in the text, else empty
     * @param reader reads facts back
     * @throws UnreadableException when the text holds no case
     */
    public static Case read(String text, String apart, Function<String, Gathered> reader) {
        try {
            var json = Json.mapper().readTree(text);
            if (!SCHEMA.equals(json.path("schema").asString(""))) {
                throw new UnreadableException("it was written by another version of the advisor", null);
            }
            var facts = apart.isEmpty() ? json.path("facts").asString("") : apart;
            var evidence = evidence(facts, reader);
            var earlier = new ArrayList<Words>();
            json.path("earlier").forEach(words -> earlier.add(words(words)));
            return new Case(
                    words(json),
                    earlier,
                    evidence,
                    texts(json.path("attached")),
                    text(json.path("asked")),
                    null,
                    plan(json.path("plan")));
        } catch (JacksonException e) {
            throw new UnreadableException("it is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Null when there is none, or its stages are not those of today. */
    private static @Nullable Plan plan(JsonNode node) {
        var stages = new ArrayList<PlanStage>();
        for (var stage : node.path("stages")) {
            var steps = new ArrayList<Step>();
            for (var step : stage.path("steps")) {
                var status = constant(Step.Status.values(), step.path("status"));
                steps.add(new Step(
                        step.path("title").asString(""),
                        status == null ? Step.Status.OPEN : status,
                        step.path("detail").asString(""),
                        step.path("command").asString(""),
                        step.path("snippet").asString("")));
            }
            var name = constant(Stage.values(), stage.path("stage"));
            if (name != null) {
                stages.add(new PlanStage(name, steps));
            }
        }
        return stages.size() == Stage.values().length ? new Plan(stages) : null;
    }

    private static <E extends Enum<E>> @Nullable E constant(E[] all, JsonNode node) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(node.asString("")))
                .findFirst()
                .orElse(null);
    }

    /** What facts say of the artifacts that they were read from; {@code reader} reads facts back. */
    public static Gathered evidence(String facts, Function<String, Gathered> reader) {
        return facts.isEmpty() ? Gathered.nothing() : reader.apply(facts).from(artifacts(facts));
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> texts.add(one.asString("")));
        return texts;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static List<Artifact> artifacts(String facts) {
        var artifacts = new ArrayList<Artifact>();
        Json.mapper()
                .readTree(facts)
                .path("artifacts")
                .forEach(node -> artifacts.add(new Artifact(
                        node.path("id").asString(""),
                        node.path("name").asString(""),
                        node.path("kind").asString(""),
                        node.path("format").asString(""),
                        node.path("bytes").asLong(0),
                        node.path("sha256").asString(""),
                        reading(node.path("reading")),
                        instant(node.path("from")),
                        instant(node.path("to")))));
        return artifacts;
    }

    private static Reading reading(JsonNode node) {
        var problems = new ArrayList<ReadProblem>();
        node.path("problems")
                .forEach(problem -> problems.add(new ReadProblem(
                        problem.path("place").asString(""),
                        problem.path("cause").asString(""),
                        problem.path("advice").asString(""))));
        boolean rejected = "rejected".equals(node.path("status").asString("")) && !problems.isEmpty();
        return rejected ? new Reading.Rejected(problems.getFirst()) : Reading.of(problems);
    }

    private static @Nullable Instant instant(JsonNode node) {
        return node.isString() ? Instant.parse(node.asString()) : null;
    }
}
