package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.conversation.Reply.News;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Report;
import dev.perfadvisor.engine.rules.Guide;
import dev.perfadvisor.engine.rules.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replies as something to read: short, as one talks; whole reports are a request away. */
public final class ReplyPage {

    private static final int MOST_CAUSES = 4;
    private static final int MOST_STEPS = 2;

    private final List<Block> blocks = new ArrayList<>();

    private ReplyPage() {}

    /** The document of a reply. */
    public static Document of(Reply reply) {
        return switch (reply) {
            case Reply.Diagnosed diagnosed -> diagnosed(diagnosed);
            case Reply.Explained(var result, var cause) -> Report.ofCause(result, cause);
            case Reply.Planned(var result) -> Report.section(result, "plan");
            case Reply.Collecting(var result, var question) -> collecting(result, question);
            case Reply.Comparing(var result) -> comparing(result);
            case Reply.Answered answered -> answered(answered);
            case Reply.Advised(var result, var question) -> advised(result, question);
            case Reply.Guided(var guide, var result) -> guided(guide, result);
            case Reply.Defined(var cause) ->
                new ReplyPage()
                        .say(cause.title() + ": " + cause.description())
                        .say("How to tell: " + cause.confirm())
                        .remedies(cause.remedies().stream()
                                .map(remedy -> remedy.what())
                                .toList())
                        .page();
            case Reply.Instructed(var what, var command) ->
                new ReplyPage().say(what.ask()).command(command).page();
            case Reply.Told(var text, var question) ->
                new ReplyPage().say(text).ask(question).page();
            case Reply.OffTopic(var text) -> new ReplyPage().say(text).page();
        };
    }

    /** The question that a reply ends with, for answers in other words; nothing when there is none. */
    public static List<Block> question(Reply reply) {
        var question = switch (reply) {
            case Reply.Diagnosed(var _, var _, var asked, var _) -> asked;
            case Reply.Collecting(var _, var asked) -> asked;
            case Reply.Advised(var _, var asked) -> asked;
            case Reply.Told(var _, var asked) -> asked;
            case Reply.Explained _,
                    Reply.Planned _,
                    Reply.Comparing _,
                    Reply.Answered _,
                    Reply.Guided _,
                    Reply.Defined _,
                    Reply.Instructed _,
                    Reply.OffTopic _ -> null;
        };
        return new ReplyPage().ask(question).page().blocks();
    }

    private Document page() {
        return new Document("Answer", List.copyOf(blocks));
    }

    private static Document diagnosed(Reply.Diagnosed reply) {
        var page = new ReplyPage();
        var result = reply.result();
        reply.remarks().forEach(page::say);
        if (result.nothingRead()) {
            page.blocks.addAll(Report.section(result, "evidence").blocks());
            if (result.problem().said()) {
                page.causes(result);
            }
            page.next(result);
            return page.ask(reply.question()).page();
        }
        if (reply.news() == News.NONE) {
            return page.say(unchanged(result)).ask(reply.question()).page();
        }
        boolean report = !result.artifacts().isEmpty() && reply.news() != News.WORDS;
        if (report) {
            page.blocks.addAll(Report.of(result).blocks());
            return page.ask(reply.question()).page();
        }
        page.blocks.addAll(Report.answer(result));
        page.causes(result);
        page.plan(result);
        page.next(result);
        return page.ask(reply.question()).page();
    }

    private static String unchanged(Result result) {
        var causes = result.diagnosis().causes();
        if (causes.isEmpty() || result.diagnosis().healthy()) {
            return "That leaves the diagnosis as it is. " + result.diagnosis().verdict();
        }
        var first = causes.getFirst();
        if (FollowUps.supported(first)) {
            return "That leaves the diagnosis as it is: " + FollowUps.named(first) + ", " + FollowUps.weight(first)
                    + ", support " + Figures.plain(first.support()) + " decibans. diagnose shows all of it.";
        }
        return "That leaves the order of the hypotheses as it is: "
                + causes.stream().limit(MOST_CAUSES).map(FollowUps::named).collect(Collectors.joining("; "))
                + ". diagnose shows all of it, next what to measure.";
    }

    /** Each with the words or the sum that it rests on. */
    private void causes(Result result) {
        var causes = result.diagnosis().causes();
        if (causes.isEmpty()) {
            return;
        }
        boolean supported = causes.getFirst().status().equals(Cause.SUPPORTED);
        blocks.add(new Heading(1, supported ? "Causes" : "Hypotheses", "causes"));
        var items = new ArrayList<Item>();
        for (var cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            items.add(new Item(Mark.BULLET, cause.title() + " (" + cause.id() + ")", because(cause)));
        }
        blocks.add(new Items(items));
    }

    private static String because(Cause cause) {
        if (cause.gain() != null) {
            return "Support " + Figures.plain(cause.support()) + " decibans. "
                    + cause.gain().text() + ".";
        }
        if (cause.status().equals(Cause.SUPPORTED)) {
            return "Support " + Figures.plain(cause.support()) + " decibans, severity "
                    + cause.severity().id() + ".";
        }
        return cause.description();
    }

    /** One line a stage: what is open in it. */
    private void plan(Result result) {
        blocks.add(new Heading(1, "Plan", "plan"));
        var rows = new ArrayList<List<String>>();
        for (var stage : result.plan().stages()) {
            var open = stage.steps().stream()
                    .filter(step -> step.status() == Step.Status.OPEN)
                    .map(Step::title)
                    .toList();
            var more = open.size() - MOST_STEPS;
            rows.add(List.of(
                    stage.stage().id(),
                    open.isEmpty()
                            ? "done"
                            : String.join("; ", open.subList(0, Math.min(MOST_STEPS, open.size())))
                                    + (more > 0 ? "; and " + more + " more" : "")));
        }
        blocks.add(new Table(List.of("Stage", "What to do (plan shows all of it)"), rows, List.of()));
    }

    private void next(Result result) {
        result.diagnosis().next().stream().limit(1).forEach(evidence -> {
            blocks.add(new Heading(1, "What would help most", "next"));
            collect(evidence);
        });
    }

    private void collect(NextEvidence evidence) {
        var decides = evidence.decides().isEmpty() ? "" : "Decides: " + String.join(", ", evidence.decides());
        blocks.add(new Items(List.of(new Item(Mark.PLUS, evidence.ask(), decides))));
        blocks.add(new Code("sh", evidence.command()));
    }

    /** What comes next: a step of the plan where a cause is supported, and evidence where some would decide more. */
    private static Document collecting(Result result, @Nullable Question question) {
        var page = new ReplyPage();
        var next = result.diagnosis().next();
        boolean supported = result.diagnosis().causes().stream().limit(1).anyMatch(FollowUps::supported);
        if (result.diagnosis().healthy()) {
            page.say("Nothing: the evidence shows a healthy service.");
        } else if (supported) {
            page.say((next.isEmpty() ? "No more evidence is needed. " : "") + "The next steps of the plan:");
            page.open(result);
        } else if (next.isEmpty()) {
            page.say("Nothing more that I could use: what is open can be read off the evidence at hand.");
        }
        if (supported && !next.isEmpty()) {
            page.say("What would decide more, if it can be had:");
        }
        next.forEach(page::collect);
        return page.ask(question).page();
    }

    /** The first open step of the plan, and the first of the changes when that is another one. */
    private void open(Result result) {
        var open = result.plan().stages().stream()
                .flatMap(stage -> stage.steps().stream()
                        .filter(step -> step.status() == Step.Status.OPEN)
                        .limit(1))
                .limit(2)
                .map(step -> new Item(Mark.OPEN, step.title(), step.detail()))
                .toList();
        if (!open.isEmpty()) {
            blocks.add(new Items(open));
        }
    }

    private static Document comparing(Result result) {
        var page = new ReplyPage();
        page.say(
                "A change helps when the same load is served better than before, by more than chance explains: keep this"
                        + " measurement as the baseline, change one thing, run the same test again and compare the two.");
        page.command("./advisor compare BEFORE... --with AFTER...");
        result.plan().stages().stream()
                .filter(stage -> stage.stage().id().equals("validate"))
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.snippet().isEmpty())
                .forEach(step -> page.blocks.add(new Items(List.of(new Item(Mark.OPEN, step.title(), step.detail())))));
        return page.page();
    }

    private static Document answered(Reply.Answered answer) {
        var page = new ReplyPage().say(answer.text());
        if (!answer.snippet().isEmpty()) {
            page.blocks.add(new Code("sql", answer.snippet()));
        }
        if (!answer.points().isEmpty()) {
            page.blocks.add(new Items(answer.points().stream()
                    .map(point -> new Item(Mark.BULLET, point, ""))
                    .toList()));
        }
        return page.page();
    }

    private static Document advised(Result result, @Nullable Question question) {
        var page = new ReplyPage();
        page.blocks.addAll(Report.section(result, "caching").blocks());
        if (!result.caching().isEmpty()) {
            page.blocks.add(new Items(result.caching().stream()
                    .map(CachingAdvice::stampede)
                    .distinct()
                    .limit(3)
                    .map(guard -> new Item(Mark.BULLET, "Against stampedes: " + guard, ""))
                    .toList()));
        }
        page.causes(result);
        page.next(result);
        return page.ask(question).page();
    }

    private static Document guided(Guide guide, Result result) {
        var page = new ReplyPage();
        page.blocks.add(new Heading(1, guide.title(), "guide"));
        page.say(guide.answer());
        page.blocks.add(new Items(guide.points().stream()
                .map(point -> new Item(Mark.BULLET, point, ""))
                .toList()));
        page.blocks.addAll(caching(guide, result));
        page.say("How to measure it: " + guide.measure());
        if (!guide.command().isEmpty()) {
            page.command(guide.command());
        }
        return page.page();
    }

    /** The rows of the caching table that bear on a guide. */
    private static List<Block> caching(Guide guide, Result result) {
        var rows = result.caching().stream()
                .filter(row -> guide.rows().contains(row.id()))
                .map(row -> List.of(row.data(), row.strategy(), row.ttl(), row.invalidation()))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Table(List.of("Data", "Strategy", "TTL", "Invalidation"), rows, List.of()));
    }

    private ReplyPage say(String text) {
        blocks.add(new Paragraph(text));
        return this;
    }

    private ReplyPage command(String command) {
        blocks.add(new Code("sh", command));
        return this;
    }

    private ReplyPage remedies(List<String> remedies) {
        blocks.add(new Items(
                remedies.stream().map(remedy -> new Item(Mark.PLUS, remedy, "")).toList()));
        return this;
    }

    /** The question with its answers, which can be given by letter. */
    private ReplyPage ask(@Nullable Question question) {
        if (question == null) {
            return this;
        }
        blocks.add(new Heading(1, "Question", "question"));
        blocks.add(new Paragraph(question.ask()));
        var items = new ArrayList<Item>();
        char letter = 'a';
        for (var option : question.options()) {
            items.add(new Item(Mark.BULLET, letter + ") " + option.label(), ""));
            letter++;
        }
        items.add(new Item(Mark.BULLET, "or: I don't know", ""));
        blocks.add(new Items(items));
        return this;
    }
}
