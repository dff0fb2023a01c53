package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Verb;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;

/** Lines for Spring Shell: commands under their names, and what is said under a name of its own. */
final class LineParser implements CommandParser {

    /** Name of the command that takes a whole line; no verb, so that no line can mean it. */
    static final String WHOLE_LINE = "(line)";

    @Override
    public ParsedInput parse(String text) {
        var input = ParsedInput.builder();
        if (!(Line.of(text) instanceof Line.Call(Verb verb, var arguments))) {
            return input.commandName(WHOLE_LINE)
                    .addArgument(new CommandArgument(0, text))
                    .build();
        }
        input.commandName(verb.word());
        for (int i = 0; i < arguments.size(); i++) {
            input.addArgument(new CommandArgument(i, arguments.get(i)));
        }
        return input.build();
    }
}
