package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the job that is shown to users, in the order of a push to the main branch and a pull request. */
class GitHubJobTest {

    private static final Path JOB = Path.of("..", "samples", "github-job.yml");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path directory = Path.of("");

    private List<String> commands() throws IOException {
        return Files.readAllLines(JOB).stream()
                .filter(line -> line.contains("run: ./advisor "))
                .map(line -> line.substring(line.indexOf("./advisor ") + "./advisor ".length()))
                .toList();
    }

    private Run run(String command) {
        var args = new ArrayList<String>();
        var words = WORD.matcher(command.replace("$GITHUB_SHA", "4711"));
        while (words.find()) {
            var word = words.group(1) == null ? words.group(2) : words.group(1);
            boolean file = word.matches("[\\w-]+\\.(csv|xml|md)");
            args.add(file ? directory.resolve(word).toString() : word);
        }
        var env = Map.of("XDG_DATA_HOME", directory.resolve("data").toString());
        return new Run.Setting(InputStream.nullInputStream(), env, List.of()).run(args.toArray(String[]::new));
    }

    @Test
    void aSlowerPullRequestFails() throws IOException {
        var commands = commands();
        assertThat(commands).hasSize(3);

        LoadRuns.write(directory, "run", 6, 5);
        assertThat(run(commands.getFirst()).exit()).as(commands.getFirst()).isZero();

        LoadRuns.write(directory, "run", 6, 5.02);
        assertThat(run(commands.get(1)).exit()).as(commands.get(1)).isZero();
        assertThat(run(commands.get(2)).exit()).as(commands.get(2)).isZero();

        LoadRuns.write(directory, "run", 6, 7);
        assertThat(run(commands.get(1)).exit()).as(commands.get(1)).isEqualTo(1);
        assertThat(directory.resolve("compare.md")).content().contains("Worse: p50 is 1.");
        assertThat(directory.resolve("compare.xml")).content().contains("<failure");
        assertThat(directory.resolve("diagnose.xml")).content().contains("<testsuites");

        LoadRuns.write(directory, "run", 6, 900);
        assertThat(run(commands.get(2)).exit()).as(commands.get(2)).isEqualTo(1);
    }
}
