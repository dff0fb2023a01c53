package dev.perfadvisor.shell;

import dev.perfadvisor.engine.render.Format;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/** Files that are either as they were or completely written. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes beside the file first, then takes its place. A symbolic link is followed, not replaced. */
    public static void write(Path file, String text) throws IOException {
        var real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(real) && !Files.isRegularFile(real)) {
            // A device or a pipe, such as /dev/stdout, can not be replaced.
            Files.writeString(real, text);
            return;
        }
        var temporary = real.resolveSibling(
                "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.writeString(temporary, text);
            move(temporary, real);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The format that the ending of a file's name stands for. */
    public static Optional<Format> formatOf(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "json" -> Optional.of(Format.JSON);
            case "md", "markdown" -> Optional.of(Format.MARKDOWN);
            case "html", "htm" -> Optional.of(Format.HTML);
            case "txt" -> Optional.of(Format.TERMINAL);
            default -> Optional.empty();
        };
    }

    /** Whether writing to a file would replace evidence: the file itself, by whatever name, or one in a directory of it. */
    public static boolean replaces(Path file, Path evidence) {
        if (!Files.exists(file) || !Files.exists(evidence)) {
            return false;
        }
        try {
            return Files.isDirectory(evidence)
                    ? file.toRealPath().startsWith(evidence.toRealPath())
                    : Files.isSameFile(file, evidence);
        } catch (IOException e) {
            return file.toAbsolutePath()
                    .normalize()
                    .equals(evidence.toAbsolutePath().normalize());
        }
    }
}
