package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.store.CaseStore;
import dev.perfadvisor.engine.store.ExchangeStore;
import dev.perfadvisor.shell.Screen;
import dev.perfadvisor.shell.Script;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.Desk;
import dev.perfadvisor.shell.session.ModelVoice;
import dev.perfadvisor.shell.session.Voice;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code script FILE}: the lines of a session from a file. */
@Command(
        name = "script",
        mixinStandardHelpOptions = true,
        description = {
            "Run the lines of a file as if they were typed in the session: commands, and what is said.",
            "Lines that begin with # are comments. The exit status is that of the first line that could not be done.",
        },
        footerHeading = "%n",
        footer = "Example: printf 'attach app.jfr%%ncheckout is slow%%nplan%%n' | ./advisor script - --format json")
final class ScriptCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The lines; - is standard input.")
    private String file = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "terminal, json, markdown or html, for all lines.")
    private Format format = Format.TERMINAL;

    @Option(names = "--quiet", description = "Leave out notes that only say that something was done.")
    private boolean quiet;

    @Mixin
    private Rules rules = new Rules();

    ScriptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        boolean piped = file.equals("-");
        if (!piped && !Files.isReadable(Path.of(file))) {
            throw new UsageException("There is no script '" + file + "' that can be read.");
        }
        var advisor = rules.advisor(surroundings);
        try (var shelf = Shelf.open(surroundings);
                Reader lines = piped
                        ? new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)
                        : Files.newBufferedReader(Path.of(file))) {
            var voice = AssistantSettings.ofEnvironment(surroundings.env())
                    .<Voice>map(settings ->
                            new ModelVoice(settings, () -> advisor, ExchangeStore::nowhere, shelf::baselines))
                    .orElse(Voice.none());
            var desk = new Desk(
                    () -> advisor, CaseStore::nowhere, shelf::baselines, new Door(surroundings, format), voice);
            return new Script(desk, new Screen(format, quiet), surroundings)
                    .run(lines, piped ? "standard input" : file)
                    .code();
        }
    }
}
