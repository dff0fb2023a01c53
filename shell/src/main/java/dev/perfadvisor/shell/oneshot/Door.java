package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.CommandLineDoor;
import dev.perfadvisor.shell.session.Output;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Commands of the command line, typed in a session. Those that a session has of its own stay its own. */
public final class Door implements CommandLineDoor {

    private static final List<String> OWN =
            List.of("diagnose", "ask", "facts", "baseline", "rules", "script", "serve", "mcp", "help");

    private final Surroundings surroundings;
    private final Format usual;

    public Door(Surroundings surroundings) {
        this(surroundings, Format.TERMINAL);
    }

    /** @param usual the format of commands that do not say one, where it is JSON */
    Door(Surroundings surroundings, Format usual) {
        this.surroundings = surroundings;
        this.usual = usual;
    }

    @Override
    public List<String> names() {
        return OneShot.names(surroundings).stream()
                .filter(name -> !OWN.contains(name))
                .toList();
    }

    @Override
    public String purpose(String name) {
        return OneShot.purpose(name, surroundings);
    }

    @Override
    public List<String> options(String name) {
        return OneShot.options(name, surroundings);
    }

    @Override
    public Output run(List<String> arguments, int columns, Progress progress) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var inside = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                withoutColumns(surroundings.env()),
                surroundings.terminals().stream()
                        .filter(name -> name.equals("out"))
                        .toList(),
                columns,
                surroundings.utf8(),
                progress);
        int code = OneShot.run(formatted(arguments), inside);
        var exit = Arrays.stream(Exit.values())
                .filter(one -> one.code() == code)
                .findFirst()
                .orElse(Exit.INTERNAL_ERROR);
        var text = out.toString(StandardCharsets.UTF_8);
        var complaint = err.toString(StandardCharsets.UTF_8).strip();
        return text.isEmpty() && exit != Exit.DONE
                ? new Output.Refusal(inside(complaint), exit)
                : new Output.Made(text + (complaint.isEmpty() ? "" : inside(complaint) + "\n"), exit);
    }

    /** Complaints as they are said in a session, where commands have no {@code ./advisor} before them. */
    private static String inside(String complaint) {
        return complaint
                .replaceAll("(?m)^advisor: ", "")
                .replaceAll("See \\./advisor (.*) --help\\.", "help $1 shows how.");
    }

    /** The width of the window now, not that of when the session began. */
    private static Map<String, String> withoutColumns(Map<String, String> env) {
        var rest = new HashMap<>(env);
        rest.remove("COLUMNS");
        return rest;
    }

    private List<String> formatted(List<String> arguments) {
        if (usual != Format.JSON || arguments.contains("--format") || arguments.contains("--output")) {
            return arguments;
        }
        return Stream.concat(arguments.stream(), Stream.of("--format", usual.id()))
                .toList();
    }
}
