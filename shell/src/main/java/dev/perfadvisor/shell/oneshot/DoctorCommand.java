package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.assistant.Doctor;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.util.concurrent.Callable;
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
final class DoctorCommand implements Callable<Integer> {

    private static final String NOTHING = """
            No language model is configured, and none is needed: the advisor answers by itself.
            To have one speak, name it by ADVISOR_ASSISTANT_PROVIDER (openai-compatible, ollama or anthropic),
            ADVISOR_ASSISTANT_BASE_URL, ADVISOR_ASSISTANT_MODEL and, where one is needed, ADVISOR_ASSISTANT_KEY_FILE.
            """;

    private final Surroundings surroundings;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var settings = AssistantSettings.ofEnvironment(surroundings.env());
        if (settings.isEmpty()) {
            surroundings.out().print(NOTHING);
            return Exit.DONE.code();
        }
        boolean usable = true;
        for (var check : Doctor.examine(settings.get())) {
            surroundings
                    .out()
                    .println((check.well() ? "ok    " : check.needed() ? "FAIL  " : "note  ") + check.name() + ": "
                            + check.text());
            usable &= check.well() || !check.needed();
        }
        return usable ? Exit.DONE.code() : Exit.NOT_MET.code();
    }
}
