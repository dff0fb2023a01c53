package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code help [COMMAND...]}: the same as {@code --help} behind the command. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Show all commands, or how one is used.",
        footerHeading = "%n",
        footer = "Example: ./advisor help baseline save")
final class HelpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A command, and one below it.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "terminal (usual) or json.")
    private Format format = Format.TERMINAL;

    HelpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var command = OneShot.commands(surroundings);
        for (var name : names) {
            var below = command.getSubcommands().get(name);
            if (below == null) {
                throw new UsageException(
                        OneShot.noCommand(name, command.getSubcommands().keySet()));
            }
            command = below;
        }
        if (format != Format.TERMINAL && format != Format.JSON) {
            throw new UsageException("Help is for the terminal: --format takes terminal or json.");
        }
        if (format == Format.JSON) {
            surroundings.out().print(Json.write(json(command)));
            return Exit.DONE.code();
        }
        surroundings.out().print(command.getUsageMessage(command.getColorScheme()));
        return Exit.DONE.code();
    }

    /** A command, with its options and the commands below it. */
    private static Map<String, Object> json(CommandLine command) {
        var spec = command.getCommandSpec();
        var json = Json.members("schema", "advisor.help/1", "command", spec.qualifiedName());
        json.put("purpose", text(spec.usageMessage().description()));
        json.put(
                "options",
                spec.options().stream()
                        .map(option ->
                                Json.members("names", List.of(option.names()), "purpose", text(option.description())))
                        .toList());
        json.put(
                "commands",
                command.getSubcommands().values().stream()
                        .map(below -> Json.members(
                                "command",
                                below.getCommandName(),
                                "purpose",
                                text(below.getCommandSpec().usageMessage().description())))
                        .toList());
        return json;
    }

    /** Lines as picocli prints them, where two percent signs are one. */
    private static String text(String... lines) {
        return String.join(" ", lines).strip().replace("%%", "%");
    }
}
