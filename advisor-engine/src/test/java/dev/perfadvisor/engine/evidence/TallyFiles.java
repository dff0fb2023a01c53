package dev.perfadvisor.engine.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory of evidence with one good file in it, for tests of the intake. */
abstract class TallyFiles {

    @TempDir
    protected Path directory = Path.of("");

    protected Path good = directory;

    @BeforeEach
    void oneGoodFile() throws IOException {
        good = file("good.txt", Takings.TALLY);
    }

    /** Writes a file below {@code in}, with the directories above it. */
    protected Path file(String name, byte[] bytes) throws IOException {
        var path = directory.resolve("in").resolve(name);
        var parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.write(path, bytes);
    }
}
