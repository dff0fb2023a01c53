package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Verb;
import java.util.ArrayList;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;

/** Lines for Spring Shell: commands under their names, and what is said under a name of its own. */
final class LineParser implements CommandParser {

    /** Name of the command that takes a whole line; no verb, so that no line can mean it. */
    static final String WHOLE_LINE = "(line)";

    private final Conversation conversation;

    LineParser(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public ParsedInput parse(String text) {
        return conversation.desk().line(text) instanceof Line.Call call
                ? parsed(call)
                : input(WHOLE_LINE, List.of(text));
    }

    /** A command as Spring Shell takes it; {@link SessionCommand} makes the line of it again. */
    static ParsedInput parsed(Line.Call call) {
        var words = new ArrayList<>(call.arguments());
        var format = call.manner().format();
        if (format != null) {
            words.addAll(List.of("--format", format.id()));
        }
        if (call.manner().full()) {
            words.add("--full");
        }
        return input(call.verb().word(), words);
    }

    static ParsedInput parsed(Verb verb, List<String> arguments) {
        return input(verb.word(), arguments);
    }

    private static ParsedInput input(String name, List<String> words) {
        var input = ParsedInput.builder().commandName(name);
        for (int i = 0; i < words.size(); i++) {
            input.addArgument(new CommandArgument(i, words.get(i)));
        }
        return input.build();
    }
}
