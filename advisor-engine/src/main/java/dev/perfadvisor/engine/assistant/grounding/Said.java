package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.rules.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be said of the conversation: the words of the user, and the answer without a model where it is words. */
final class Said {

    private Said() {}

    static List<Citable> of(Case current, Reply reply) {
        var items = new ArrayList<Citable>();
        int number = 1;
        for (var said : current.words().all()) {
            items.add(Citable.of("said:" + number, "You said: " + said));
            number++;
        }
        var sentences = sentences(reply);
        if (!sentences.isEmpty()) {
            items.add(new Citable("reply:1", "reply", Subject.NONE, sentences, List.of(), List.of()));
        }
        return items;
    }

    private static List<String> sentences(Reply reply) {
        return switch (reply) {
            case Reply.Diagnosed(var _, var remarks, var question, var _) -> with(remarks, question);
            case Reply.Collecting(var _, var question) -> with(List.of(), question);
            case Reply.Advised(var _, var question) -> with(List.of(), question);
            case Reply.Told(var text, var question) -> with(List.of(text), question);
            case Reply.Answered(var _, var text, var points, var _) ->
                Stream.concat(Stream.of(text), points.stream()).toList();
            case Reply.Defined(var cause) ->
                List.of(
                        cause.title() + " means: " + cause.description().replace(". ", "; "),
                        "How to tell " + cause.title() + ": " + cause.confirm().replace(". ", "; "));
            case Reply.Instructed(var what, var command) ->
                List.of(what.ask(), what.ask() + " To collect it: " + command);
            case Reply.Guided(var guide, var _) ->
                Stream.concat(Stream.of(guide.answer(), guide.measure()), guide.points().stream())
                        .toList();
            case Reply.OffTopic(var text) -> List.of(text);
            case Reply.Explained _, Reply.Planned _, Reply.Comparing _ -> List.of();
        };
    }

    private static List<String> with(List<String> sentences, @Nullable Question question) {
        var all = new ArrayList<>(sentences);
        if (question != null) {
            all.add(question.ask());
            all.add(question.ask() + " The answers: "
                    + question.options().stream().map(Question.Option::label).collect(Collectors.joining("; "))
                    + ".");
        }
        return all;
    }
}
