package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the result rests on: artifacts, what of them could not be read, and rules that could not be judged. */
final class EvidenceSection {

    private EvidenceSection() {}

    static List<Block> of(Result result) {
        if (result.artifacts().isEmpty()) {
            return List.of();
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(1, "Evidence", "evidence"));
        blocks.add(new Table(
                List.of("Artifact", "What it is", "Size", "Read", "From", "Length"),
                result.artifacts().stream()
                        .map(a -> List.of(
                                Report.shortName(a.name()),
                                a.format().isEmpty() ? a.kind() : a.format(),
                                Figures.bytes((double) a.bytes()),
                                a.reading().status(),
                                time(a.from()),
                                length(a)))
                        .toList(),
                List.of(2, 5),
                result.artifacts().stream().map(a -> "artifact-" + a.id()).toList()));
        for (var artifact : result.artifacts()) {
            for (var problem : artifact.reading().problems()) {
                blocks.add(new Items(List.of(new Item(
                        Mark.MINUS,
                        artifact.name() + ", " + problem.place() + ": " + problem.cause(),
                        problem.advice()))));
            }
        }
        if (!result.diagnosis().undecided().isEmpty()) {
            blocks.add(UndecidedSection.of(result.diagnosis().undecided()));
        }
        return blocks;
    }

    private static String time(@Nullable Instant instant) {
        return instant == null
                ? ""
                : instant.truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                        .replace('T', ' ')
                        .replace("Z", " UTC");
    }

    private static String length(Artifact artifact) {
        var from = artifact.from();
        var to = artifact.to();
        return from == null || to == null
                ? ""
                : Figures.seconds(Math.rint(Duration.between(from, to).toMillis() / 1000.0));
    }
}
