package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Doctor;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Screen;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code doctor}: whether the language model that is configured can be used. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Try the language model that is configured: connection, tool calling, streaming; and say what to fix.",
            "Exit status 1 when the model can not be used."
        },
        footerHeading = "%n",
        footer = "Example: ADVISOR_ASSISTANT_PROVIDER=ollama ADVISOR_ASSISTANT_MODEL=qwen3 ./advisor doctor")
final class DoctorCommand extends Task {

    private static final String NOTHING = """
            No language model is configured, and none is needed: the advisor answers by itself.
            To have one speak, name it by ADVISOR_ASSISTANT_PROVIDER (openai-compatible, ollama or anthropic),
            ADVISOR_ASSISTANT_BASE_URL, ADVISOR_ASSISTANT_MODEL and, where one is needed, ADVISOR_ASSISTANT_KEY_FILE.
            """;

    private static final String WHERE = """
            A setting such as advisor.assistant.key-file is ADVISOR_ASSISTANT_KEY_FILE in the environment, or a line of
            performance-advisor/assistant.properties in $XDG_CONFIG_HOME (~/.config).
            """;

    DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Exit carryOut(Target target, Surroundings surroundings) throws IOException {
        var settings = AssistantSettings.ofEnvironment(surroundings.env());
        var checks = settings.map(Doctor::examine).orElseGet(List::of);
        boolean usable = checks.stream().allMatch(check -> check.well() || !check.needed());
        target.write(surroundings, Format.TERMINAL, (format, style) -> switch (format) {
            case JSON -> Json.write(json(settings.isPresent(), usable, checks));
            case TERMINAL -> settings.isEmpty() ? NOTHING : lines(checks) + (usable ? "" : WHERE);
            case MARKDOWN, HTML -> Renderer.render(page(settings.isPresent(), checks), format, style);
        });
        return usable ? Exit.DONE : Exit.NOT_MET;
    }

    /** {@code usable} is null where no model is configured. */
    private static Map<String, @Nullable Object> json(boolean configured, boolean usable, List<Doctor.Check> checks) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("schema", "advisor.doctor/1");
        json.put("configured", configured);
        json.put("usable", configured ? usable : null);
        json.put("checks", checks);
        return json;
    }

    private static String lines(List<Doctor.Check> checks) {
        return checks.stream()
                .map(check -> "%-5s %s: %s%n".formatted(verdict(check), check.name(), Screen.safe(check.text())))
                .collect(Collectors.joining());
    }

    private static String verdict(Doctor.Check check) {
        return check.well() ? "ok" : check.needed() ? "FAIL" : "note";
    }

    private static Document page(boolean configured, List<Doctor.Check> checks) {
        var items = checks.stream()
                .map(check -> new Document.Item(
                        check.well() ? Document.Mark.PLUS : Document.Mark.MINUS, check.name(), check.text()))
                .toList();
        return new Document(
                "Language model",
                List.of(configured ? new Document.Items(items) : new Document.Paragraph(NOTHING.replace("\n", " "))));
    }
}
