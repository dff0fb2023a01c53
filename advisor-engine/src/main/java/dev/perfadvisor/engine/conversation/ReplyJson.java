package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.rules.Guide;
import dev.perfadvisor.engine.rules.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replies as {@code advisor.reply/1}: {@code kind}, and what belongs to it: {@code text}, {@code remarks}, {@code question
 * {id, ask, options [{id, label}]}}, {@code cause}, {@code command}, {@code result} as {@code advisor.result/1}.
 */
public final class ReplyJson {

    private static final String SCHEMA = "advisor.reply/1";

    private ReplyJson() {}

    /** The reply as maps, lists and plain values. */
    public static Map<String, @Nullable Object> of(Reply reply) {
        return switch (reply) {
            case Reply.Diagnosed(var result, var remarks, var question, var _) -> {
                var json = json("diagnosis", result);
                json.put("remarks", remarks);
                json.put("question", question(question));
                yield json;
            }
            case Reply.Explained(var result, var cause) -> {
                var json = json("why", null);
                json.put("cause", Json.tree(cause));
                json.put(
                        "findings",
                        result.diagnosis().findings().stream()
                                .filter(finding -> cause.why().stream()
                                        .anyMatch(vote -> vote.from().equals(finding.rule())))
                                .map(Json::tree)
                                .toList());
                yield json;
            }
            case Reply.Planned(var result) -> {
                var json = json("plan", null);
                json.put("plan", Json.tree(result.plan()));
                yield json;
            }
            case Reply.Collecting(var result, var question) -> {
                var json = json("next", null);
                json.put("next", result.diagnosis().next());
                json.put("question", question(question));
                yield json;
            }
            case Reply.Comparing(var result) -> {
                var json = json("comparison", null);
                json.put("plan", Json.tree(result.plan()));
                yield json;
            }
            case Reply.Answered(var matter, var text, var points, var snippet) -> {
                var json = json("answer", null);
                json.put("matter", matter.id());
                json.put("text", text);
                json.put("points", points);
                json.put("snippet", snippet);
                yield json;
            }
            case Reply.Advised(var result, var question) -> {
                var json = json("advice", result);
                json.put("caching", result.caching());
                json.put("question", question(question));
                yield json;
            }
            case Reply.Guided(var guide, var result) -> {
                var json = json("guide", result);
                json.put("guide", guide(guide));
                json.put(
                        "caching",
                        result.caching().stream()
                                .filter(row -> guide.rows().contains(row.id()))
                                .toList());
                yield json;
            }
            case Reply.Defined(var cause) -> {
                var json = json("definition", null);
                json.put("cause", cause.id());
                json.put("text", cause.title() + ": " + cause.description());
                yield json;
            }
            case Reply.Instructed(var what, var command) -> {
                var json = json("instruction", null);
                json.put("text", what.ask());
                json.put("command", command);
                yield json;
            }
            case Reply.Told(var text, var question) -> {
                var json = json("text", null);
                json.put("text", text);
                json.put("question", question(question));
                yield json;
            }
            case Reply.OffTopic(var text) -> {
                var json = json("off-topic", null);
                json.put("text", text);
                yield json;
            }
        };
    }

    private static Map<String, @Nullable Object> json(String kind, @Nullable Result result) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", SCHEMA);
        json.put("kind", kind);
        if (result != null) {
            json.put("result", Json.tree(result));
        }
        return json;
    }

    private static Map<String, Object> guide(Guide guide) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", guide.id());
        json.put("title", guide.title());
        json.put("answer", guide.answer());
        json.put("points", guide.points());
        json.put("measure", guide.measure());
        json.put("command", guide.command());
        json.put("source", guide.source());
        return json;
    }

    private static @Nullable Map<String, Object> question(@Nullable Question question) {
        if (question == null) {
            return null;
        }
        var json = Json.members("id", question.id(), "ask", question.ask());
        json.put("options", question.options().stream().map(ReplyJson::option).toList());
        return json;
    }

    private static Map<String, Object> option(Question.Option option) {
        return Json.members("id", option.id(), "label", option.label());
    }
}
