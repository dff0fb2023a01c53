package dev.perfadvisor.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Run;
import dev.perfadvisor.shell.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session as typed: Spring Shell, JLine and the dialogue together. */
class InteractiveShellTest {

    @TempDir
    private Path directory = Path.of("");

    private String typed(String lines) {
        var screen = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
        var surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                Map.of("XDG_STATE_HOME", directory.toString()),
                List.of("in", "out"),
                80,
                true);
        assertThat(InteractiveShell.run(surroundings, () -> terminal(in, screen)))
                .isEqualTo(Exit.DONE);
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static Terminal terminal(InputStream in, OutputStream screen) {
        try {
            return new DumbTerminal("test", "dumb", in, screen, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void answersWhatIsTyped() {
        var summary = Run.k6Summary(directory);

        var screen = typed("'" + summary + "'\nthe database is slow!\nwhy\nexport\nexit\n");

        assertThat(screen)
                .contains("say what is slow", "1 path attached", "PLAN", "Type export FILE.")
                .doesNotContain("Exception", "Internal error");
    }

    @Test
    void remembersLinesAndEndsWithTheInput() {
        typed("the database is slow\n");

        assertThat(directory.resolve("performance-advisor/history")).content().contains("the database is slow");
    }
}
