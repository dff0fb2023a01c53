package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.shell.session.CallOptions;
import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Output;
import dev.perfadvisor.shell.session.Verb;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/**
 * A command of the session, for the registry of Spring Shell.
 *
 * @param line makes the line of its arguments
 * @param screen takes what is to be shown
 */
record SessionCommand(
        String name,
        String purpose,
        Function<List<String>, Line> line,
        Conversation conversation,
        Consumer<Output> screen)
        implements Command {

    /** All verbs, and the command for what is said. */
    static Set<Command> all(Conversation conversation, Consumer<Output> screen) {
        var commands = new LinkedHashSet<Command>();
        Arrays.stream(Verb.values())
                .map(verb -> new SessionCommand(
                        verb.word(), verb.purpose(), words -> call(verb, words), conversation, screen))
                .forEach(commands::add);
        commands.add(new SessionCommand(
                LineParser.WHOLE_LINE, "", words -> conversation.desk().line(words.getFirst()), conversation, screen));
        return commands;
    }

    private static Line call(Verb verb, List<String> words) {
        var options = CallOptions.of(words);
        return new Line.Call(verb, options.rest(), options.manner());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return purpose;
    }

    @Override
    public ExitStatus execute(CommandContext context) {
        var words = context.parsedInput().arguments().stream()
                .map(CommandArgument::value)
                .toList();
        screen.accept(conversation.take(line.apply(words)));
        return ExitStatus.OK;
    }
}
