package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the runs are that can be held against each other. It is only read from.
 *
 * @param baselines those of the one who asks, opened when they are asked for
 * @param evidence of the case
 * @param progress hears how evidence is read, and may end it
 */
public record RunSource(Supplier<BaselineStore> baselines, Evidence evidence, Progress progress) {

    /** One to which nobody listens. */
    public RunSource(Supplier<BaselineStore> baselines, Evidence evidence) {
        this(baselines, evidence, Progress.SILENT);
    }

    /** The same, with somebody who listens. */
    public RunSource heardBy(Progress listening) {
        return new RunSource(baselines, evidence, listening);
    }

    /** The evidence of a case, piece by piece. */
    @FunctionalInterface
    public interface Evidence {

        /**
         * Some artifacts of the case as evidence of their own.
         *
         * @param progress may end it
         * @return empty when one of them is not to be had by itself
         */
        Optional<List<Given>> of(List<Artifact> artifacts, Progress progress);
    }

    /** No baselines, and evidence that can not be had again. */
    public static RunSource none() {
        return new RunSource(BaselineStore::nowhere, (_, _) -> Optional.empty());
    }

    /** Evidence whose artifacts are called by their paths. A file inside of an archive is not to be had by itself. */
    public static RunSource ofFiles(Supplier<BaselineStore> baselines) {
        return new RunSource(baselines, (artifacts, _) -> {
            var given = new ArrayList<Given>();
            for (var artifact : artifacts) {
                try {
                    var path = Path.of(artifact.name());
                    if (!Files.isReadable(path)) {
                        return Optional.empty();
                    }
                    given.add(new Given.OfPath(path));
                } catch (InvalidPathException e) {
                    return Optional.empty();
                }
            }
            return Optional.of(given);
        });
    }
}
