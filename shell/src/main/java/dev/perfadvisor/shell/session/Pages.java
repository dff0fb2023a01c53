package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.Cause;
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
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Report;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.shell.Exit;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a session shows besides answers. */
final class Pages {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST_TITLE = 60;
    private static final int MOST_CAUSES = 3;

    private Pages() {}

    static Document help(CommandLineDoor door) {
        var rows = Arrays.stream(Verb.values())
                .map(verb -> List.of(verb.usage(), verb.purpose()))
                .toList();
        var more = shared(door)
                .map(name -> List.of(name, lower(door.purpose(name))))
                .toList();
        return new Document(
                "Help",
                List.of(
                        new Paragraph(
                                "Say what is slow, in your own words: any line that is no command is taken as part of"
                                        + " the problem, and answered. \"why\", \"what next\", \"how do I fix it\", \"how sure are you\", \"is it the database\","
                                        + " \"that is wrong\" and \"I don't know\" are understood, too. The path of a file alone attaches it."),
                        new Table(List.of("Command", "What it does"), rows, List.of()),
                        new Table(List.of("As on the command line", "What it does"), more, List.of()),
                        new Paragraph("help COMMAND shows an example. With every command go --format terminal, json,"
                                + " markdown or html, and --full, which shows what is left out otherwise."),
                        new Paragraph("Tab completes, Ctrl-C stops an analysis, Ctrl-D leaves.")));
    }

    /** Commands of the command line that the session does not have as its own. */
    private static Stream<String> shared(CommandLineDoor door) {
        return door.names().stream().filter(name -> Verb.of(name).isEmpty());
    }

    private static String lower(String sentence) {
        return sentence.isEmpty() ? "" : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    static Map<String, Object> helpJson(CommandLineDoor door) {
        var commands = new ArrayList<Map<String, Object>>();
        Arrays.stream(Verb.values()).map(Pages::row).forEach(commands::add);
        shared(door)
                .map(name -> Map.<String, Object>of("command", name, "purpose", lower(door.purpose(name))))
                .forEach(commands::add);
        return Map.of("schema", "advisor.help/1", "commands", commands);
    }

    private static Map<String, Object> row(Verb verb) {
        var row = new LinkedHashMap<String, Object>();
        row.put("command", verb.word());
        row.put("usage", verb.usage());
        row.put("purpose", verb.purpose());
        row.put("example", verb.example());
        return row;
    }

    static Document help(Verb verb) {
        return new Document(
                verb.word(),
                List.of(
                        new Paragraph(verb.usage() + ": " + verb.purpose() + "."),
                        new Paragraph("For example:"),
                        new Code("", verb.example())));
    }

    static Map<String, Object> json(Verb verb) {
        return Map.of("schema", "advisor.help/1", "commands", List.of(row(verb)));
    }

    /** Rules by id with their titles. */
    static Document rules(Map<String, String> titles) {
        var rows = titles.entrySet().stream()
                .map(rule -> List.of(rule.getKey(), rule.getValue()))
                .toList();
        return new Document(
                "Rules",
                List.of(
                        new Table(List.of("Rule", "Title"), rows, List.of()),
                        new Paragraph("rule ID shows what one says and rests on.")));
    }

    static Map<String, Object> rulesJson(Map<String, String> titles) {
        return Map.of(
                "schema",
                "advisor.rules/1",
                "rules",
                titles.entrySet().stream()
                        .map(rule -> Map.of("id", rule.getKey(), "title", rule.getValue()))
                        .toList());
    }

    static Output report(Result result, @Nullable Format format) {
        return new Output.Page(
                Report.of(result),
                Json.tree(result),
                true,
                format,
                result.nothingRead() ? Exit.NOTHING_READ : Exit.DONE);
    }

    /** Where one stands with a case that was opened again: what it is, what is known, and how to see all of it. */
    static Document standing(Session session, Result result, List<Block> question) {
        var current = session.current();
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, "Case " + session.number(), "case"));
        if (!current.said().isEmpty()) {
            blocks.add(new Paragraph("You said: " + cut(current.said().getFirst())
                    + (current.said().size() > 1 ? " (and " + (current.said().size() - 1) + " more)" : "")));
        }
        if (!current.attached().isEmpty()) {
            blocks.add(new Paragraph("Attached: " + String.join(", ", current.attached())));
        }
        blocks.addAll(Report.answer(result));
        var causes = result.diagnosis().causes();
        if (!causes.isEmpty()) {
            boolean supported = causes.getFirst().status().equals(Cause.SUPPORTED);
            blocks.add(new Heading(1, supported ? "Causes" : "Hypotheses", "causes"));
            blocks.add(new Items(causes.stream()
                    .limit(MOST_CAUSES)
                    .map(cause -> new Item(Mark.BULLET, cause.title() + " (" + cause.id() + ")", ""))
                    .toList()));
        }
        blocks.add(new Paragraph("The plan: " + done(result) + ". diagnose shows the whole report, plan what to do,"
                + " evidence what is attached."));
        blocks.addAll(question);
        return new Document("Case " + session.number(), List.copyOf(blocks));
    }

    private static String done(Result result) {
        var steps = result.plan().stages().stream()
                .flatMap(stage -> stage.steps().stream())
                .filter(step -> step.status() != Step.Status.NOT_NEEDED)
                .toList();
        long done =
                steps.stream().filter(step -> step.status() == Step.Status.DONE).count();
        return done + " of " + steps.size() + " steps are done";
    }

    /** Attached paths, then what was made of them. */
    static Document evidence(Session session) {
        var items = session.current().attached().stream()
                .map(path -> new Item(Mark.BULLET, path, ""))
                .toList();
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, "Attached", "attached"));
        blocks.add(new Items(items));
        var result = session.result();
        if (result != null) {
            blocks.addAll(Report.section(result, "evidence").blocks());
        }
        return new Document("Evidence", List.copyOf(blocks));
    }

    static Map<String, Object> evidenceJson(Session session) {
        var result = session.result();
        return Map.of(
                "schema",
                "advisor.evidence/1",
                "attached",
                session.current().attached(),
                "artifacts",
                result == null ? List.of() : Json.tree(result).getOrDefault("artifacts", List.of()));
    }

    static Map<String, Object> casesJson(List<CaseStore.Entry> entries) {
        return Map.of("schema", "advisor.cases/1", "cases", entries);
    }

    static Document cases(List<CaseStore.Entry> entries, long current) {
        if (entries.isEmpty()) {
            return new Document("Cases", List.of(new Paragraph("No case has been kept yet.")));
        }
        var rows = entries.stream()
                .map(entry -> List.of(
                        entry.number() + (entry.number() == current ? " (this one)" : ""),
                        WHEN.format(entry.savedAt().atZone(ZoneId.systemDefault())),
                        cut(entry.title()),
                        cut(entry.verdict())))
                .toList();
        return new Document(
                "Cases",
                List.of(
                        new Table(List.of("Case", "Last changed", "Problem", "Diagnosis"), rows, List.of()),
                        new Paragraph("open CASE goes on with one of them.")));
    }

    private static String cut(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() > MOST_TITLE ? line.substring(0, MOST_TITLE - 3) + "..." : line;
    }
}
