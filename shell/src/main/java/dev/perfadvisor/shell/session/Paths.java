package dev.perfadvisor.shell.session;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people type, paste and drag them. */
final class Paths {

    private Paths() {}

    /** {@code file:///tmp/a%20b.jfr}, as file managers drop it. */
    static String fromUri(String word) {
        if (!word.startsWith("file:/")) {
            return word;
        }
        try {
            return Path.of(URI.create(word)).toString();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return word;
        }
    }

    /** {@code ~/app.jfr} is below the user's home. */
    static String home(String word) {
        return word.startsWith("~/") ? System.getProperty("user.home") + word.substring(1) : word;
    }

    /**
     * The path that a word means.
     *
     * @throws InvalidPathException when it can mean none
     */
    static Path of(String word) {
        return Path.of(home(fromUri(word)));
    }

    static boolean exists(String word) {
        try {
            return !word.isBlank() && Files.exists(Path.of(home(word)));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
