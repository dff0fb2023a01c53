package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.render.JUnitXml;
import dev.perfadvisor.shell.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for files that build servers read, beside the result itself. */
final class BuildReports {

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML to this file.")
    private @Nullable Path junit;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write a short summary to this file, for a pull request.")
    private @Nullable Path markdown;

    /** @throws UsageException before any work is done for a file that could not be written, or that is evidence */
    void check(List<Given> evidence) {
        var files = Stream.of(junit, markdown).filter(Objects::nonNull).toList();
        for (var file : files) {
            var directory = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
                throw new UsageException("'" + file + "' can not be written: name a file in a directory that exists.");
            }
            for (var given : evidence) {
                if (given instanceof Given.OfPath(var path) && AtomicFile.replaces(file, path)) {
                    throw new UsageException("'" + file + "' is evidence; name another file.");
                }
            }
        }
    }

    void write(List<Check> checks, String brief) throws IOException {
        if (junit != null) {
            AtomicFile.write(junit, JUnitXml.of(checks));
        }
        if (markdown != null) {
            AtomicFile.write(markdown, brief);
        }
    }
}
