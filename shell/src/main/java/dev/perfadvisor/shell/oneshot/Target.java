package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the result goes and in which form. */
final class Target {

    @Option(names = "--format", paramLabel = "FORMAT", description = "terminal, json, markdown or html.")
    private @Nullable Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write to this file; its ending decides on the format unless --format does.")
    private @Nullable Path file;

    @Option(names = "--full", description = "On the terminal, show also what may be skipped.")
    private boolean full;

    @Option(
            names = "--quiet",
            description = "Only the result: no progress, no remarks on evidence that was read in part.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    /** Without a terminal to show progress on, when it is not wanted. */
    Surroundings heard(Surroundings surroundings) {
        return quiet ? surroundings.without("err") : surroundings;
    }

    /** One line on each artifact that was not read to its end; when quiet, on each of which nothing was read. */
    void complain(List<Artifact> artifacts, Surroundings surroundings) {
        Evidence.complain(
                artifacts.stream()
                        .filter(artifact -> !quiet || artifact.reading() instanceof Reading.Rejected)
                        .toList(),
                surroundings);
    }

    /** @throws UsageException before any work is done for a file that could not be written */
    void check() {
        if (file == null) {
            return;
        }
        var directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new UsageException("The output '" + file + "' is a directory; name a file.");
        }
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new UsageException(
                    "There is no directory '" + directory + "' to write '" + file.getFileName() + "' to.");
        }
    }

    /** @throws UsageException when the result would replace evidence that it is made from */
    void checkApart(List<Given> evidence) {
        for (var given : evidence) {
            if (file != null && given instanceof Given.OfPath(var path) && AtomicFile.replaces(file, path)) {
                throw new UsageException("The output '" + file + "' is evidence; name another file.");
            }
        }
    }

    /**
     * Writes.
     *
     * @param usual the format when none was asked for
     * @param text renders in a format and style
     */
    void write(Surroundings surroundings, Format usual, BiFunction<Format, Style, String> text) throws IOException {
        var style = surroundings.style();
        if (file == null) {
            var shown = new Style(style.width(), style.colour(), style.unicode(), !full);
            surroundings.out().print(text.apply(format == null ? usual : format, shown));
            return;
        }
        var byEnding = format == null ? AtomicFile.formatOf(file).orElse(usual) : format;
        AtomicFile.write(file, text.apply(byEnding, new Style(style.width(), false, true, !full)));
    }
}
