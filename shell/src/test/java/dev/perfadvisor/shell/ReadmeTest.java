package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the program does. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final Set<String> WRITTEN = Set.of("--output", "--junit", "--markdown");

    @TempDir
    private Path directory = Path.of("");

    private record Outcome(int exit, String out) {}

    @Test
    void everyCommandWorks() throws IOException {
        var commands = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("./advisor "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5);
        for (var command : commands) {
            assertThat(run(command).exit()).as(command).isZero();
        }
    }

    @Test
    void theOutputShownIsTheOutput() throws IOException {
        var lines = Files.readAllLines(README);
        int at = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("$ ./advisor "))
                .findFirst()
                .orElseThrow());
        var shown = lines.subList(at + 1, lines.subList(at, lines.size()).indexOf("...") + at);
        assertThat(run(lines.get(at).substring(2)).out().lines().toList().subList(0, shown.size()))
                .isEqualTo(shown);
    }

    private Outcome run(String command) {
        var args = new ArrayList<String>();
        var words = WORD.matcher(command.substring("./advisor ".length()));
        while (words.find()) {
            var word = words.group(1) == null ? words.group(2) : words.group(1);
            boolean written = !args.isEmpty() && WRITTEN.contains(args.getLast());
            args.add(written ? directory.resolve(word).toString() : word.replace("samples/", "../samples/"));
        }
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Application.run(
                List.copyOf(args),
                new Surroundings(
                        InputStream.nullInputStream(),
                        stream,
                        stream,
                        Map.of("XDG_DATA_HOME", directory.toString()),
                        List.of(),
                        80,
                        true));
        return new Outcome(exit, out.toString(StandardCharsets.UTF_8));
    }
}
