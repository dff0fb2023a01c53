package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
        surroundings.out().print(command.getUsageMessage(command.getColorScheme()));
        return Exit.DONE.code();
    }
}
