package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a session shows besides whole reports. */
final class Pages {

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
                                        + " the problem, and answered. The path of a file alone attaches it."),
                        new Table(List.of("Command", "What it does"), rows, List.of()),
                        new Paragraph("Tab completes, Ctrl-C stops an analysis, Ctrl-D leaves.")));
    }

    /** Attached paths, then what the last diagnosis made of them. */
    static Document evidence(Session session) {
        var items = session.evidence().stream()
                .map(Path::toString)
                .map(path -> new Item(Mark.BULLET, path, ""))
                .toList();
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, "Attached", "attached"));
        blocks.add(new Items(items));
        var result = session.result();
        if (result != null) {
            blocks.addAll(section(Report.of(result), "evidence").blocks());
        }
        return new Document("Evidence", List.copyOf(blocks));
    }

    /** The part of the report on one cause; made from a report on it alone, as the whole one leaves weak causes out. */
    static Document why(Result result, Cause cause) {
        var all = result.diagnosis();
        var only = new Diagnosis(
                all.verdict(), all.healthy(), all.findings(), List.of(cause), all.undecided(), all.next());
        var report = Report.of(new Result(
                result.problem(),
                result.artifacts(),
                result.facts(),
                result.bands(),
                result.caching(),
                only,
                result.plan()));
        return section(report, "causes");
    }

    /** From the section heading with an id to the next one; empty when there is none. */
    static Document section(Document document, String id) {
        var blocks = new ArrayList<Block>();
        boolean inside = false;
        for (var block : document.blocks()) {
            if (block instanceof Heading(var level, var _, var heading) && level == 1) {
                inside = heading.equals(id);
            }
            if (inside) {
                blocks.add(block);
            }
        }
        return new Document(document.title(), List.copyOf(blocks));
    }
}
