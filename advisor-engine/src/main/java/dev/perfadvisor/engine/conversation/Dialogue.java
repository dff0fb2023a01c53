package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.conversation.Reply.News;
import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.diagnosis.SymptomIndex;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.rules.Lazy;
import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From a case and a message to the next case and a reply. Pure: the same case and message give the same turn, and nothing
 * is read or written. Safe to use from many threads.
 */
public final class Dialogue {

    /** How many causes count as being held by the advisor. */
    private static final int HELD = 3;

    private static final String WELCOME =
            "Say what is slow, since when and under which load, in your own words; or attach a recording, a slow query log or"
                    + " the result of a load test.";

    private static final String CHANGED =
            "What was changed after this evidence was taken does not show in it. Take the same evidence again, and validate PATH"
                    + " holds it against this case.";

    private final RuleBook book;
    private final Diagnosing diagnosing;
    private final Relevance relevance;
    private final IntentReader intents;
    private final Interview interview;
    private final Contradictions contradictions;

    /** Answers a problem from evidence that was read. */
    @FunctionalInterface
    public interface Diagnosing {
        Result diagnose(Problem problem, Gathered evidence);
    }

    /** @param symptoms made when somebody first says something */
    public Dialogue(RuleBook book, Lazy<SymptomIndex> symptoms, Diagnosing diagnosing) {
        this.book = book;
        this.diagnosing = diagnosing;
        this.relevance = new Relevance(book.vocabulary());
        this.intents = new IntentReader(book, relevance, text -> symptoms.get().hear(text));
        this.interview = new Interview(book);
        this.contradictions = new Contradictions(book);
    }

    /** What a message is meant for. */
    public Intent intent(Case current, String message) {
        return intents.read(current, message);
    }

    /** One turn. */
    public Turn reply(Case current, String message) {
        return switch (intents.read(current, message)) {
            case Intent.Symptom(var text) ->
                diagnose(current, current.saying(text), News.WORDS, changed(current, text));
            case Intent.AnswerTo(var question, var option) ->
                diagnose(current, current.answering(question, option), News.WORDS);
            case Intent.Correction(var text, var causes, var tells) ->
                diagnose(current, corrected(current, text, causes, tells), News.WORDS);
            case Intent.Unsure _ -> unsure(current);
            case Intent.Concession(var text, var causes) ->
                diagnose(current, current.telling(current.words().opining(text).trusting(causes)), News.WORDS);
            case Intent.TakesBack _ -> takeBack(current);
            case Intent.Unanswered(var sort) -> told(current, Unanswered.text(sort));
            case Intent.WantsPlan _ -> about(current, result -> new Reply.Planned(result));
            case Intent.WantsWhy(var cause) -> about(current, result -> why(result, cause));
            case Intent.WantsNext _ -> about(current, result -> new Reply.Collecting(result, open(current)));
            case Intent.WantsComparison _ -> about(current, result -> compared(result, current.carried()));
            case Intent.FollowUp(var matter, var causes) ->
                about(current, result -> followUp(result, matter, causes, message.toLowerCase(Locale.ROOT)));
            case Intent.Suspects(var suspects) -> about(current, result -> Suspicion.judged(book, result, suspects));
            case Intent.General(var topic, var text) -> general(current, topic, text);
            case Intent.Courtesy(var thanks) ->
                told(current, thanks ? "You are welcome. next says what would help most." : WELCOME);
            case Intent.OffTopic _ -> new Turn(current, new Reply.OffTopic(offTopic(current, message)));
        };
    }

    private static Case corrected(Case current, String text, List<String> causes, boolean tells) {
        var words = tells ? current.words().saying(text) : current.words().opining(text);
        return current.telling(words.doubting(causes)).asking(null);
    }

    private Turn takeBack(Case current) {
        var before = current.takingBack();
        if (before.isEmpty()) {
            return told(current, "There is nothing to take back: nothing was told in this case yet.");
        }
        var now = before.get();
        var gone = Unanswered.takenBack(current.words(), now.words());
        if (now.isEmpty()) {
            return told(Case.empty(), gone + " " + WELCOME);
        }
        var turn = diagnose(current, now, News.WORDS);
        var result = Objects.requireNonNull(turn.next().result());
        return told(turn.next(), gone + " " + result.diagnosis().verdict());
    }

    /** New evidence: all that is attached, read anew. */
    public Turn attach(Case current, Gathered evidence, List<String> names) {
        return diagnose(current, current.holding(evidence, names), News.EVIDENCE);
    }

    /** The same again, from all that is known; a plan that a run after the change has carried on stays as that left it. */
    public Turn again(Case current) {
        var turn = diagnose(current, current, News.FIRST);
        var carried = current.carried();
        if (carried == null
                || !(turn.reply() instanceof Reply.Diagnosed(var result, var remarks, var question, var news))) {
            return turn;
        }
        var validated = result.with(carried);
        return new Turn(turn.next().carryingOn(validated), new Reply.Diagnosed(validated, remarks, question, news));
    }

    /** A change that is told is in no evidence that was taken before it. */
    private static List<String> changed(Case current, String text) {
        boolean tells = !current.attached().isEmpty() && Phrasing.tellsChange(text.toLowerCase(Locale.ROOT));
        return tells ? List.of(CHANGED) : List.of();
    }

    private Turn diagnose(Case before, Case now, News news) {
        return diagnose(before, now, news, List.of());
    }

    /** @param noted what there is to say of the message itself */
    private Turn diagnose(Case before, Case now, News news, List<String> noted) {
        var result = diagnosing.diagnose(now.problem(), now.evidence());
        var question = interview.next(now, result).orElse(null);
        var last = before.result();
        var remarks = new ArrayList<String>();
        if (last != null) {
            remarks.addAll(takenBack(last, result));
        }
        var told = last == null ? List.<String>of() : remarks(last);
        remarks(result).stream().filter(sentence -> !told.contains(sentence)).forEach(remarks::add);
        remarks.addAll(noted);
        var next = now.concluding(result).asking(question == null ? null : question.id());
        return new Turn(next, new Reply.Diagnosed(result, List.copyOf(remarks), question, news(last, result, news)));
    }

    /** What there is to say of the words beside what was measured. */
    private List<String> remarks(Result result) {
        return Stream.concat(contradictions.in(result).stream(), NamedTraffic.in(result).stream())
                .toList();
    }

    /** Words that leave the answer, the causes and their order as they were are no news. */
    private static News news(@Nullable Result last, Result result, News news) {
        if (last == null) {
            return News.FIRST;
        }
        boolean same = last.diagnosis().verdict().equals(result.diagnosis().verdict())
                && last.bands().equals(result.bands())
                && named(last).equals(named(result));
        return news == News.WORDS && same ? News.NONE : news;
    }

    private static List<String> named(Result result) {
        return held(result).stream()
                .map(cause -> cause.id() + " " + cause.status())
                .toList();
    }

    /** Causes that were held and are held no longer, as the user said that it is not them. */
    private List<String> takenBack(Result last, Result result) {
        var held = held(result);
        var denied = result.facts().root("said", ProblemFacts.class);
        var gone = held(last).stream()
                .filter(cause -> held.stream().noneMatch(still -> still.id().equals(cause.id())))
                .filter(cause -> denied != null && isDenied(result.problem(), denied, cause))
                .map(Cause::title)
                .toList();
        return gone.isEmpty()
                ? List.of()
                : List.of("I take that back: " + String.join("; ", gone) + ". It is not that, as you say.");
    }

    private boolean isDenied(Problem problem, ProblemFacts said, Cause cause) {
        var definition = book.causes().get(cause.id());
        var group = definition == null ? "" : definition.group();
        return problem.doubted().contains(cause.id()) || said.excluded().contains(group.equals("io") ? "disk" : group);
    }

    private static List<Cause> held(Result result) {
        return result.diagnosis().causes().stream().limit(HELD).toList();
    }

    private Turn unsure(Case current) {
        var asked = current.asked();
        if (asked == null) {
            return told(
                    current,
                    "That is all right. " + (current.result() == null ? WELCOME : "next says what to collect."));
        }
        var next = current.answering(asked, Case.UNSURE);
        var result = next.result();
        var question = result == null ? Optional.<Question>empty() : interview.next(next, result);
        var text = "That is all right, it can be measured instead."
                + (question.isPresent() ? "" : " next says what to collect.");
        return new Turn(
                next.asking(question.map(Question::id).orElse(null)), new Reply.Told(text, question.orElse(null)));
    }

    private static Reply why(Result result, String wanted) {
        var causes = result.diagnosis().causes();
        var found = causes.stream().filter(cause -> cause.id().equals(wanted)).findFirst();
        if (found.isEmpty() && (causes.isEmpty() || result.diagnosis().healthy())) {
            return new Reply.Told(result.diagnosis().verdict(), null);
        }
        return new Reply.Explained(result, found.orElseGet(causes::getFirst));
    }

    /** What a run after the change showed, where there was one; else how one finds out. */
    private static Reply compared(Result result, @Nullable Plan carried) {
        return carried == null ? new Reply.Comparing(result) : Outcome.of(carried);
    }

    /** About the first of the causes that are named, or the first one of all. */
    private Reply followUp(Result result, Matter matter, List<String> named, String text) {
        return result.diagnosis().causes().stream()
                .filter(cause -> named.isEmpty() || named.contains(cause.id()))
                .findFirst()
                .<Reply>map(cause -> new FollowUps(book, relevance, result, cause).about(matter, text))
                .orElseGet(() -> new Reply.Told(result.diagnosis().verdict(), null));
    }

    private Turn general(Case current, String topic, String text) {
        if (topic.startsWith("guide:")) {
            var guide = book.guides().stream()
                    .filter(one -> one.id().equals(topic.substring("guide:".length())))
                    .findFirst();
            var asked = new Problem(text);
            return guide.map(found ->
                            new Turn(current, new Reply.Guided(found, diagnosing.diagnose(asked, Gathered.nothing()))))
                    .orElseGet(() -> told(current, WELCOME));
        }
        if (topic.startsWith("term:")) {
            return book.glossary().stream()
                    .filter(one -> one.id().equals(topic.substring("term:".length())))
                    .findFirst()
                    .map(one -> told(current, one.meaning()))
                    .orElseGet(() -> told(current, WELCOME));
        }
        if (topic.startsWith("cause:")) {
            var definition = book.causes().get(topic.substring("cause:".length()));
            return definition == null ? told(current, WELCOME) : new Turn(current, new Reply.Defined(definition));
        }
        if (topic.startsWith("collect:")) {
            var platforms = platforms(current, text);
            return book.collectables().stream()
                    .filter(one -> one.id().equals(topic.substring("collect:".length())))
                    .map(one -> new Turn(current, new Reply.Instructed(one, one.commandFor(platforms))))
                    .findFirst()
                    .orElseGet(() -> told(current, WELCOME));
        }
        var turn = diagnose(current, current.saying(text), News.WORDS);
        return turn.reply() instanceof Reply.Diagnosed(var result, var _, var question, var _)
                ? new Turn(turn.next(), new Reply.Advised(result, question))
                : turn;
    }

    /** What the user has named so far, in this message or before. */
    private List<String> platforms(Case current, String text) {
        var said = diagnosing
                .diagnose(current.saying(text).problem(), current.evidence())
                .facts()
                .root("said", ProblemFacts.class);
        return said == null ? List.of() : said.platform();
    }

    private Turn about(Case current, Function<Result, Reply> reply) {
        var result = current.result();
        return result == null
                ? told(current, "There is no diagnosis yet. " + WELCOME)
                : new Turn(current, reply.apply(result));
    }

    private Turn told(Case current, String text) {
        return new Turn(current, new Reply.Told(text, open(current)));
    }

    /** The question that still waits for an answer. */
    private @Nullable Question open(Case current) {
        var asked = current.asked();
        return asked == null ? null : book.question(asked).orElse(null);
    }

    private String offTopic(Case current, String message) {
        var open = open(current);
        var back = open == null
                ? "Tell me what is slow, and I will help."
                : "Back to your case: " + open.ask() + " ("
                        + open.options().stream().map(Question.Option::label).collect(Collectors.joining(", or "))
                        + ", or: I don't know)";
        if (Phrasing.isForeign(message)) {
            return "I understand English only. Say it in English, please: what is slow, since when, and under which load.";
        }
        return "That is outside of what I know: I look into why programs, databases and services are slow. " + back;
    }
}
