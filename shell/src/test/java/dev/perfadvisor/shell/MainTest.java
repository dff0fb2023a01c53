package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own. */
class MainTest {

    @TempDir
    private Path home = Path.of("");

    /** A tilde is the home directory that the environment names, as for the store of cases. */
    @Test
    void homeIsWhereTheEnvironmentSays() throws IOException, InterruptedException {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true);
        program.environment().put("HOME", home.toString());
        var process = program.start();
        try (var lines = process.outputWriter(StandardCharsets.UTF_8)) {
            lines.write("the database is slow\nexport ~/report.md\n");
        }
        var shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(shown).isZero();
        assertThat(shown).contains("Written to " + home.resolve("report.md"));
        assertThat(Files.readString(home.resolve("report.md"))).contains("the database is slow");
    }
}
