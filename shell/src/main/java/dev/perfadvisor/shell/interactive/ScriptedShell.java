package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.Dialogue;
import dev.perfadvisor.shell.session.Reply;
import dev.perfadvisor.shell.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A session whose lines come from a file or a pipe. */
public final class ScriptedShell {

    private ScriptedShell() {}

    /** Runs all lines; a line that can not be done is told on standard error, and the others go on. */
    public static Exit run(Surroundings surroundings) {
        var advisor = new Advisor(List.of());
        var dialogue = new Dialogue(() -> advisor);
        var lines = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
        var session = Session.empty();
        var exit = Exit.DONE;
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var turn = dialogue.turn(session, line, Progress.SILENT);
                session = turn.session();
                if (turn.reply() instanceof Reply.Leave) {
                    return exit;
                }
                if (turn.reply() instanceof Reply.Refusal(var text)) {
                    surroundings.complain(text);
                    exit = Exit.WRONG_USAGE;
                } else {
                    surroundings.out().print(Screen.show(turn.reply(), surroundings.style()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exit;
    }
}
