package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.http.analysis.Child.Done;
import dev.perfadvisor.http.analysis.Child.Failed;
import dev.perfadvisor.http.analysis.Worker.Requests;
import dev.perfadvisor.http.analysis.Worker.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads in processes of its own, so that a file that makes a reader hang or run out of memory costs itself and nothing else.
 * When the process for all pieces fails, each is tried alone, those that fail are told, and the others are read together.
 */
final class ChildAnalyst implements Analyst {

    private static final String NOTHING_READ = "{\"schema\":\"advisor.facts/1\",\"artifacts\":[],\"facts\":{}}";

    private final Child child;

    ChildAnalyst(Child child) {
        this.child = child;
    }

    private record Lost(Piece piece, Failed why) {}

    @Override
    public Read read(List<Piece> pieces, Watch watch) throws InterruptedException {
        var together = child.read(Work.FACTS, pieces, watch);
        if (together instanceof Done(var facts)) {
            return new Read(facts, true);
        }
        var lost = new ArrayList<Lost>();
        var good = new ArrayList<Piece>();
        for (var piece : pieces) {
            var alone = pieces.size() == 1 ? together : child.read(Work.FACTS, List.of(piece), watch);
            if (alone instanceof Failed failed) {
                lost.add(new Lost(piece, failed));
            } else {
                good.add(piece);
            }
        }
        if (lost.isEmpty()) {
            // Each can be read alone, and all of them are too much: what is known is that none is damaged.
            pieces.forEach(piece -> lost.add(new Lost(
                    piece,
                    new Failed(
                            "the artifacts of this case are too much to be read together",
                            "Put them into several cases, or hand in their facts."))));
            return new Read(with(NOTHING_READ, lost), false);
        }
        if (good.isEmpty()) {
            return new Read(with(NOTHING_READ, lost), false);
        }
        return switch (child.read(Work.FACTS, good, watch)) {
            case Done(var facts) -> new Read(with(facts, lost), false);
            case Failed failed -> {
                good.forEach(piece -> lost.add(new Lost(piece, failed)));
                yield new Read(with(NOTHING_READ, lost), false);
            }
        };
    }

    @Override
    public Optional<Traffic> requests(List<Piece> pieces) throws InterruptedException {
        return switch (child.read(Work.REQUESTS, pieces, Watch.blind())) {
            case Done(var requests) -> Requests.of(requests).get();
            case Failed(var cause, var advice) ->
                throw UnusableOrderException.unread(
                        pieces.stream().map(Piece::name).collect(Collectors.joining(", ")) + " can not be read: "
                                + cause + ". " + advice);
        };
    }

    /** Facts that tell of the lost pieces, too. */
    private static String with(String facts, List<Lost> lost) {
        var tree = (ObjectNode) Json.mapper().readTree(facts);
        var artifacts = tree.withArray("artifacts");
        for (int i = 0; i < lost.size(); i++) {
            artifacts.addPOJO(artifact("x" + (i + 1), lost.get(i)));
        }
        return Json.write(tree);
    }

    private static Map<String, Object> artifact(String id, Lost lost) {
        var problem = new ReadProblem("file", lost.why().cause(), lost.why().advice());
        var artifact = new LinkedHashMap<String, Object>();
        artifact.put("id", id);
        artifact.put("name", lost.piece().name());
        artifact.put("kind", "unknown");
        artifact.put("format", "");
        artifact.put("bytes", size(lost.piece()));
        artifact.put("sha256", lost.piece().sha256());
        artifact.put("reading", Json.members("status", "rejected", "problems", List.of(problem)));
        return artifact;
    }

    private static long size(Piece piece) {
        try {
            return Files.size(piece.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
