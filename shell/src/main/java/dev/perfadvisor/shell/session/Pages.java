package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.TimelinePage;
import dev.perfadvisor.engine.model.Result;
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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a session shows besides answers. */
final class Pages {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int MOST_TITLE = 60;

    private Pages() {}

    static Document help() {
        var rows = Arrays.stream(Verb.values())
                .map(verb -> List.of(verb.usage(), verb.purpose()))
                .toList();
        return new Document(
                "Help",
                List.of(
                        new Paragraph(
                                "Say what is slow, in your own words: any line that is no command is taken as part of"
                                        + " the problem, and answered. \"why\", \"what next\", \"how do I fix it\", \"it is not the database\""
                                        + " and \"I don't know\" are understood, too. The path of a file alone attaches it."),
                        new Table(List.of("Command", "What it does"), rows, List.of()),
                        new Paragraph(
                                "help COMMAND shows an example. --format terminal, json, markdown or html goes with every"
                                        + " command, as do the commands of ./advisor --help."),
                        new Paragraph("Tab completes, Ctrl-C stops an analysis, Ctrl-D leaves.")));
    }

    static Document help(Verb verb) {
        return new Document(
                verb.word(),
                List.of(
                        new Paragraph(verb.usage() + ": " + verb.purpose() + "."),
                        new Paragraph("For example:"),
                        new Code("", verb.example())));
    }

    static Output report(Result result, @Nullable Format format) {
        return new Output.Page(
                Report.of(result),
                Json.tree(result),
                true,
                format,
                result.nothingRead() ? Exit.NOTHING_READ : Exit.DONE);
    }

    static Document timeline(Case current, int columns) {
        return TimelinePage.of(current, columns);
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
