package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes evidence in: finds the files, decompresses and unpacks them, recognises each by its content, and reads it. One
 * that can not be read is told and does not keep the others from being read.
 */
public final class Intake {

    private final List<Kind<?, ?>> kinds;
    private final Limits limits;

    public Intake(List<Kind<?, ?>> kinds, Limits limits) {
        this.kinds = List.copyOf(kinds);
        this.limits = limits;
    }

    /** Reads everything. Artifacts are numbered {@code a1}, {@code a2}, ... in the order given. */
    public List<Taken> take(List<Given> given, Progress progress) {
        var sources = new ArrayList<Given>();
        var failed = new ArrayList<Taken>();
        given.forEach(one -> expand(one, sources, failed));
        // Files do not depend on each other, and each accumulator belongs to one of them.
        var read = IntStream.range(0, sources.size())
                .parallel()
                .mapToObj(i -> new Opening(kinds, limits, progress).open(sources.get(i), "a" + (i + 1)))
                .toList();
        var all = new ArrayList<Taken>();
        read.forEach(all::addAll);
        all.addAll(failed);
        return all;
    }

    private void expand(Given given, List<Given> sources, List<Taken> failed) {
        if (!(given instanceof Given.OfPath(var path)) || !Files.isDirectory(path)) {
            sources.add(given);
            return;
        }
        try (var walk = Files.walk(path)) {
            var files = walk.filter(Files::isRegularFile)
                    .filter(file -> !isHidden(path.relativize(file)))
                    .sorted(Comparator.comparing(Path::toString))
                    .limit(limits.files() + 1L)
                    .toList();
            if (files.isEmpty()) {
                failed.add(Taken.rejected(
                        "d" + (failed.size() + 1),
                        given.name(),
                        "the directory holds no files",
                        "Name a file, or a directory with files."));
            } else if (files.size() > limits.files()) {
                failed.add(Taken.rejected(
                        "d" + (failed.size() + 1),
                        given.name(),
                        "the directory holds over " + limits.files() + " files",
                        "Name the files or the subdirectory that matter."));
            } else {
                files.forEach(file -> sources.add(new Given.OfPath(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            failed.add(Taken.rejected(
                    "d" + (failed.size() + 1),
                    given.name(),
                    "the directory can not be listed: " + e.getMessage(),
                    "Check that you may read it."));
        }
    }

    private static boolean isHidden(Path relative) {
        for (var part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
