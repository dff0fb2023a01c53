package dev.perfadvisor.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.scripted.Move;
import dev.perfadvisor.scripted.Move.Call;
import dev.perfadvisor.scripted.Protocol;
import dev.perfadvisor.scripted.Script;
import dev.perfadvisor.scripted.ScriptedModel;
import dev.perfadvisor.scripted.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A model that is configured speaks in a session, and is tried by the doctor. */
class ModelTest {

    static Map<String, String> env(Protocol protocol, ScriptedModel model) {
        return Map.of(
                "ADVISOR_ASSISTANT_PROVIDER",
                switch (protocol) {
                    case OPENAI -> "openai-compatible";
                    case OLLAMA -> "ollama";
                    case ANTHROPIC -> "anthropic";
                },
                "ADVISOR_ASSISTANT_BASE_URL",
                model.baseUrl(),
                "ADVISOR_ASSISTANT_MODEL",
                "scripted",
                "ADVISOR_ASSISTANT_KEY",
                "k-123456",
                "ADVISOR_ASSISTANT_CALL_TIMEOUT",
                "20");
    }

    static Run run(Map<String, String> env, String in, String... args) {
        return new Run.Setting(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)), env, List.of()).run(args);
    }

    private static Run doctor(Protocol protocol, Script script) {
        try (var model = new ScriptedModel(protocol, script)) {
            return run(env(protocol, model), "", "doctor");
        }
    }

    /** A model as it should be. */
    private static Move well(Seen seen) {
        return seen.tools().contains("report")
                ? Move.Calls.of(new Call("report", "{\"code\":\"4711\"}"))
                : new Move.Text("ready");
    }

    @ParameterizedTest
    @EnumSource
    void theDoctorFindsNothing(Protocol protocol) {
        var run = doctor(protocol, ModelTest::well);
        assertThat(run.out()).contains("ok    connection", "ok    tool calling", "ok    streaming");
        assertThat(run.exit()).isZero();
    }

    @Test
    void theDoctorSaysWhatToMend() {
        assertThat(doctor(Protocol.OPENAI, _ -> Move.Raw.status(401)))
                .satisfies(run -> assertThat(run.out()).contains("FAIL  connection", "advisor.assistant.key"))
                .extracting(Run::exit)
                .isEqualTo(1);
        assertThat(doctor(Protocol.OPENAI, _ -> new Move.Text("report 4711")))
                .satisfies(run -> assertThat(run.out()).contains("FAIL  tool calling", "--jinja"))
                .extracting(Run::exit)
                .isEqualTo(1);
    }

    /** Streams that are cut, or hold no calls; without them the model can be used all the same. */
    @ParameterizedTest
    @EnumSource
    void theDoctorTriesStreaming(Protocol protocol) {
        for (Script script : List.<Script>of(
                seen -> seen.stream() ? new Move.Cut(well(seen)) : well(seen),
                seen -> seen.stream() ? new Move.HalfStream(well(seen)) : well(seen),
                seen -> seen.stream() ? new Move.Text("report 4711") : well(seen))) {
            try (var model = new ScriptedModel(protocol, script)) {
                var env = env(protocol, model);
                mended(
                        env,
                        1,
                        "ok    tool calling",
                        "FAIL  streaming",
                        "advisor.assistant.streaming to false",
                        "ADVISOR_ASSISTANT_KEY_FILE in the environment");
                mended(with(env, "ADVISOR_ASSISTANT_STREAMING", "false"), 0, "ok    tool calling", "note  streaming");
            }
        }
    }

    private static void mended(Map<String, String> env, int exit, String... told) {
        var run = run(env, "", "doctor");
        assertThat(run.out()).contains(told).doesNotContain("k-123456");
        assertThat(run.err()).doesNotContain("k-123456");
        assertThat(run.exit()).isEqualTo(exit);
    }

    private static Map<String, String> with(Map<String, String> env, String name, String value) {
        var changed = new HashMap<>(env);
        changed.put(name, value);
        return changed;
    }

    /** An address at which something else lives, a key, a model, tools: each is named by the setting to change. */
    @ParameterizedTest
    @EnumSource
    void theDoctorTellsOneMistakeFromAnother(Protocol protocol) {
        try (var model = new ScriptedModel(
                protocol, seen -> seen.body().contains("\"absent\"") ? Move.Raw.status(404) : well(seen))) {
            var env = env(protocol, model);
            mended(with(env, "ADVISOR_ASSISTANT_MODEL", "absent"), 1, "FAIL  connection", "advisor.assistant.model");
            mended(
                    with(env, "ADVISOR_ASSISTANT_BASE_URL", "http://nowhere.invalid:1"),
                    1,
                    "FAIL  connection",
                    "advisor.assistant.base-url");
            mended(env, 0, "ok    connection");
        }
        try (var elsewhere = new ScriptedModel(protocol, _ -> Move.Raw.status(404))) {
            var url = elsewhere.baseUrl().replace("/v1", "");
            var told = protocol == Protocol.OLLAMA ? "a base-url without /v1" : "ends with /v1";
            mended(with(env(protocol, elsewhere), "ADVISOR_ASSISTANT_BASE_URL", url), 1, "FAIL  connection", told);
        }
        try (var page =
                new ScriptedModel(protocol, _ -> new Move.Raw(200, "text/html", "<html>Welcome</html>", Map.of()))) {
            mended(env(protocol, page), 1, "FAIL  connection", "is no model", "path of advisor.assistant.base-url");
        }
        try (var locked = new ScriptedModel(protocol, _ -> Move.Raw.status(401))) {
            var env = env(protocol, locked);
            mended(env, 1, "FAIL  connection", locked.baseUrl() + " does not answer", "advisor.assistant.key");
            mended(with(env, "ADVISOR_ASSISTANT_KEY", ""), 1, "FAIL  connection", "None is set.");
        }
        try (var simple =
                new ScriptedModel(protocol, seen -> seen.tools().isEmpty() ? well(seen) : Move.Raw.status(400))) {
            mended(env(protocol, simple), 1, "ok    connection", "FAIL  tool calling", "supports tool calling");
            assertThat(run(env(protocol, simple), "", "doctor").out()).doesNotContain("streaming");
        }
    }

    /** Newer models of OpenAI refuse what all others understand. */
    @Test
    void theDoctorKnowsWhatNewerModelsWant() {
        try (var model = new ScriptedModel(
                Protocol.OPENAI,
                seen -> seen.body().contains("\"max_tokens\"") || seen.body().contains("\"temperature\"")
                        ? Move.Raw.status(400)
                        : well(seen))) {
            var env = env(Protocol.OPENAI, model);
            mended(env, 1, "FAIL  connection", "advisor.assistant.output-parameter=max_completion_tokens");
            mended(
                    with(env, "ADVISOR_ASSISTANT_OUTPUT_PARAMETER", "max_completion_tokens"),
                    0,
                    "ok    connection",
                    "ok    tool calling",
                    "ok    streaming");
        }
    }

    /** A stream that begins and never ends does not keep the doctor. */
    @ParameterizedTest
    @EnumSource
    void theDoctorDoesNotWaitForEver(Protocol protocol) {
        try (var model = new ScriptedModel(
                protocol, seen -> seen.stream() ? new Move.After(Duration.ofMinutes(30), well(seen)) : well(seen))) {
            mended(
                    with(env(protocol, model), "ADVISOR_ASSISTANT_CALL_TIMEOUT", "3"),
                    1,
                    "ok    tool calling",
                    "FAIL  streaming");
        }
    }

    @Test
    void withoutAModelTheDoctorSaysHowToNameOne() {
        var run = new Run.Setting(InputStream.nullInputStream(), Map.of(), List.of()).run("doctor");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("ADVISOR_ASSISTANT_MODEL", "none is needed");
    }

    /** The blocks of the documentation, as they are. */
    @ParameterizedTest
    @EnumSource
    void settingsAreReadFromAFile(Protocol protocol, @TempDir Path home) throws IOException {
        var file = Files.createDirectories(home.resolve("performance-advisor")).resolve("assistant.properties");
        try (var model = new ScriptedModel(protocol, ModelTest::well)) {
            var named = env(protocol, model);
            var key = Files.writeString(home.resolve("key"), "k-123456\n");
            Files.writeString(
                    file,
                    "advisor.assistant.provider=%s%nadvisor.assistant.base-url=%s%n"
                                    .formatted(named.get("ADVISOR_ASSISTANT_PROVIDER"), model.baseUrl())
                            + "advisor.assistant.model=scripted%nadvisor.assistant.key-file=%s%n".formatted(key));
            var env = Map.of("XDG_CONFIG_HOME", home.toString());
            mended(env, 0, "ok    connection", "ok    streaming");
            assertThat(model.keys()).allMatch(sent -> sent.endsWith("k-123456"));
            assertThat(model.keys().isEmpty()).isEqualTo(protocol == Protocol.OLLAMA);

            Files.writeString(file, "model=scripted\n");
            var wrong = run(env, "", "doctor");
            assertThat(wrong.err()).contains("has 'model'; all names in it begin with advisor.assistant.");
            assertThat(wrong.exit()).isEqualTo(2);
        }
    }

    @Test
    void settingsThatAreWrongAreNamed() {
        var run = run(Map.of("ADVISOR_ASSISTANT_MODEL", "m", "ADVISOR_ASSISTANT_PROVIDER", "magic"), "", "doctor");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("advisor.assistant.provider is 'magic'");
    }

    @Test
    void wordsAreAnsweredByTheModel() {
        try (var model = new ScriptedModel(Protocol.OPENAI, seen -> {
            var verdict = seen.items("verdict").getFirst();
            return Move.Calls.of(new Call(
                    "answer",
                    JsonMapper.shared()
                            .writeValueAsString(Map.of(
                                    "claims",
                                    List.of(Map.of(
                                            "text", verdict.says().getLast(), "cites", List.of(verdict.id())))))));
        })) {
            var run =
                    run(env(Protocol.OPENAI, model), "checkout takes 3 s for bob@corp.example\nplan\n", "script", "-");
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .contains("The first hypothesis is", "[verdict:1]", "Grounding verified: 1 claims")
                    .contains("The message took 1 of 10 requests", "<email-1> for bob@corp.example");
            assertThat(model.bodies()).hasSize(1);
            assertThat(model.keys()).containsOnly("Bearer k-123456");
        }
    }

    @Test
    void aModelThatIsNotThereLeavesTheAdvisorTalking() {
        Map<String, String> env;
        try (var model = new ScriptedModel(Protocol.OPENAI, ModelTest::well)) {
            env = env(Protocol.OPENAI, model);
        }
        var run = run(env, "checkout takes 3 s since the deploy\n", "script", "-");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("can not be reached", "HYPOTHESES");
    }

    /** Lines of the protocol, as a client sends them; it leaves when it has heard all answers. */
    private static List<String> served(String problem, int answers, String... calls) {
        var lines = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
                "clientInfo":{"name":"test","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                """ + String.join("\n", calls) + "\n";
        var out = new ByteArrayOutputStream();
        var leaving = new InputStream() {
            @Override
            public int read() {
                while (out.toString(StandardCharsets.UTF_8).lines().count() < answers) {
                    Thread.onSpinWait();
                }
                return -1;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                return read();
            }
        };
        var in = new SequenceInputStream(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), leaving);
        int exit = Application.run(
                List.of("mcp", "--problem", problem),
                new Surroundings(
                        in,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err,
                        Map.of(),
                        List.of(),
                        0,
                        true));
        assertThat(exit).isZero();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void toolsAreServedOverStandardInputAndOutput() {
        assertThat(
                        served(
                                "checkout takes 3 s",
                                2,
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"next_evidence\",\"arguments\":{}}}"))
                .allMatch(line -> line.startsWith("{\"jsonrpc\""))
                .anyMatch(line -> line.contains("\"performance-advisor\""))
                .anyMatch(line -> line.contains("next:1") && line.contains("structuredContent"));
    }

    /** A client hands all that it hears to a model. */
    @Test
    void noToolTellsWhatANameStandsFor() {
        assertThat(
                        served(
                                "checkout takes 3 s, password=Hunter2Secret",
                                3,
                                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"get\",\"arguments\":{\"ids\":\"<secret-1>\"}}}",
                                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"diagnose\",\"arguments\":{\"problem\":\"checkout is slow for <secret-1>\"}}}"))
                .anyMatch(line -> line.contains("There is no <secret-1>."))
                .anyMatch(line -> line.contains("You said: checkout is slow for <secret-1>"))
                .noneMatch(line -> line.contains("Hunter2Secret"));
    }
}
