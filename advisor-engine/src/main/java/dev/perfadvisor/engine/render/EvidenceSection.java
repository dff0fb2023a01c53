package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What the result rests on: artifacts, what of them could not be read, facts, and rules that could not be judged. */
final class EvidenceSection {

    /** More are counted, and told one by one in JSON. */
    private static final int MOST_ARTIFACTS = 100;

    private static final int MOST_PROBLEMS = 50;

    private EvidenceSection() {}

    static List<Block> of(Result result) {
        if (result.artifacts().isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, "Evidence", "evidence"));
        artifacts(result.artifacts(), blocks);
        problems(result.artifacts(), blocks);
        blocks.addAll(FactSection.of(result));
        if (!result.diagnosis().undecided().isEmpty()) {
            blocks.add(UndecidedSection.of(result.diagnosis().undecided()));
        }
        return blocks;
    }

    private static void artifacts(List<Artifact> all, List<Block> blocks) {
        var artifacts = all.stream().limit(MOST_ARTIFACTS).toList();
        blocks.add(new Table(
                List.of("Artifact", "What it is", "Size", "Read", "From", "Length"),
                artifacts.stream()
                        .map(a -> List.of(
                                Places.shortName(a.name()),
                                a.format().isEmpty() ? a.kind() : a.format(),
                                Figures.bytes((double) a.bytes()),
                                a.reading().status(),
                                Places.time(a.from()),
                                length(a)))
                        .toList(),
                List.of(2, 5),
                artifacts.stream().map(a -> "artifact-" + a.id()).toList()));
        if (all.size() > MOST_ARTIFACTS) {
            blocks.add(new Paragraph("The first " + MOST_ARTIFACTS + " of " + all.size() + " artifacts."));
        }
    }

    /** Those that ask for the same are told together, and what to do once. */
    private static void problems(List<Artifact> artifacts, List<Block> blocks) {
        var byAdvice = new LinkedHashMap<String, List<String>>();
        int told = 0;
        int more = 0;
        for (var artifact : artifacts) {
            for (var problem : artifact.reading().problems()) {
                if (told == MOST_PROBLEMS) {
                    more++;
                    continue;
                }
                told++;
                var place = problem.place().equals("file") ? "" : ", " + problem.place();
                byAdvice.computeIfAbsent(problem.advice(), _ -> new ArrayList<>())
                        .add(Places.shortName(artifact.name()) + place + ": " + problem.cause());
            }
        }
        byAdvice.forEach((advice, problems) -> {
            var items = new ArrayList<Item>();
            problems.forEach(problem ->
                    items.add(new Item(Mark.MINUS, problem, items.size() + 1 < problems.size() ? "" : advice)));
            blocks.add(new Items(items));
        });
        if (more > 0) {
            blocks.add(new Paragraph(more + " more problems are told in the JSON form."));
        }
    }

    private static String length(Artifact artifact) {
        var from = artifact.from();
        var to = artifact.to();
        return from == null || to == null
                ? ""
                : Figures.seconds(Math.rint(Duration.between(from, to).toMillis() / 1000.0));
    }
}
