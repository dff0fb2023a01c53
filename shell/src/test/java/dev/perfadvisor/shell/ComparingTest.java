package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import dev.perfadvisor.scripted.Voices;
import dev.perfadvisor.scripted.Voices.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model compares the files of a session with each other, and with a baseline that the command kept. */
class ComparingTest {

    private static final String BASELINE = "baseline:release%20of%20May@1";

    @TempDir
    private Path directory = Path.of("");

    private static Run run(Map<String, String> env, String in, String... args) {
        return new Run.Setting(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), env, List.of()).run(args);
    }

    /** Compares, and says the first sentence of what came of it. */
    private static Move compares(Seen seen, String arguments, String id) {
        return seen.results().isEmpty()
                ? Move.Calls.of(new Call("comparison", arguments))
                : Voices.answer(seen.items().stream()
                        .filter(item -> item.id().equals(id))
                        .map(item -> Line.of(item.says().getFirst(), item.id()))
                        .toList());
    }

    private Run asked(List<String> files, String arguments, String id) {
        try (var model = new ScriptedModel(Protocol.OPENAI, seen -> compares(seen, arguments, id))) {
            var env = new HashMap<>(environment());
            env.put("ADVISOR_ASSISTANT_BASE_URL", model.baseUrl());
            env.put("ADVISOR_ASSISTANT_MODEL", "scripted");
            var lines = "attach " + String.join(" ", files) + "\ndid it get slower?\n";
            return run(env, lines, "script", "-");
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "XDG_DATA_HOME", directory.resolve("data").toString(),
                "HOME", directory.toString());
    }

    @Test
    void runsOfASessionAreCompared() throws IOException {
        var files = LoadRuns.write(directory, "run", 2, 100);
        var run = asked(files, "{\"base\":\"run:1\",\"candidate\":\"run:2\"}", "comparison:run:1..run:2/measure/1");
        assertThat(run.exit()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("From run 1 of the case to run 2 of the case: It is not proven that p50 changed:")
                .contains("[comparison:run:1..run:2/measure/1]", "runs compared as by ./advisor compare");
    }

    /** What {@code baseline save} kept, the session knows. */
    @Test
    void aBaselineIsComparedWith() throws IOException {
        var before = LoadRuns.write(directory, "before", 1, 100);
        var kept = run(environment(), "", "baseline", "save", "release of May", before.getFirst());
        assertThat(kept.exit()).as(kept.err()).isZero();
        var after = LoadRuns.write(directory, "after", 1, 150);
        var id = "comparison:" + BASELINE + "..run:1";
        var run = asked(after, "{\"base\":\"" + BASELINE + "\"}", id);
        assertThat(run.exit()).isZero();
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("From the baseline \"release of May\", version 1 to run 1 of the case: ")
                .contains("[" + id + "]");
    }
}
