package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.Desk.CommandLineDoor;
import dev.perfadvisor.shell.session.Output;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Commands of the command line, typed in a session. Those that a session has of its own stay its own. */
public final class Door implements CommandLineDoor {

    private static final List<String> OWN = List.of("diagnose", "ask", "facts", "rules", "script", "serve", "mcp");

    private final Surroundings surroundings;

    public Door(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public List<String> names() {
        return OneShot.names(surroundings).stream()
                .filter(name -> !OWN.contains(name))
                .toList();
    }

    @Override
    public Output run(List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var inside = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                surroundings.env(),
                surroundings.terminals().stream()
                        .filter(name -> name.equals("out"))
                        .toList(),
                surroundings.columns(),
                surroundings.utf8());
        int code = OneShot.run(arguments, inside);
        var exit = Arrays.stream(Exit.values())
                .filter(one -> one.code() == code)
                .findFirst()
                .orElse(Exit.INTERNAL_ERROR);
        var text = out.toString(StandardCharsets.UTF_8);
        var complaint = err.toString(StandardCharsets.UTF_8).strip();
        return text.isEmpty() && exit != Exit.DONE
                ? new Output.Refusal(complaint.replace("advisor: ", ""), exit)
                : new Output.Made(text + (complaint.isEmpty() ? "" : complaint + "\n"), exit);
    }
}
