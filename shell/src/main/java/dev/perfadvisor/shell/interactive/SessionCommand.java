package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Reply;
import dev.perfadvisor.shell.session.Verb;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

/**
 * A command of the session, for the registry of Spring Shell.
 *
 * @param line makes the line of its arguments
 * @param style how the terminal is at this moment
 */
record SessionCommand(
        String name,
        String purpose,
        Function<List<String>, Line> line,
        Conversation conversation,
        Supplier<Style> style)
        implements Command {

    /** Tells the runner to leave. */
    static final ExitStatus LEAVE = new ExitStatus(-1, "the user leaves");

    /** All verbs, and the command for what is said. */
    static Set<Command> all(Conversation conversation, Supplier<Style> style) {
        var commands = new LinkedHashSet<Command>();
        Arrays.stream(Verb.values())
                .map(verb -> new SessionCommand(
                        verb.word(), verb.purpose(), words -> new Line.Call(verb, words), conversation, style))
                .forEach(commands::add);
        commands.add(
                new SessionCommand(LineParser.WHOLE_LINE, "", words -> Line.of(words.getFirst()), conversation, style));
        return commands;
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
        var reply = conversation.take(line.apply(words));
        context.outputWriter().print(Screen.show(reply, style.get()));
        return reply instanceof Reply.Leave ? LEAVE : ExitStatus.OK;
    }
}
