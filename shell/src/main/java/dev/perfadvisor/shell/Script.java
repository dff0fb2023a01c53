package dev.perfadvisor.shell;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.session.Desk;
import dev.perfadvisor.shell.session.Line;
import dev.perfadvisor.shell.session.Manner;
import dev.perfadvisor.shell.session.Output;
import dev.perfadvisor.shell.session.Session;
import dev.perfadvisor.shell.session.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;

/** A session whose lines come from a file or a pipe. */
public final class Script {

    private final Desk desk;
    private final Screen screen;
    private final Surroundings surroundings;

    public Script(Desk desk, Screen screen, Surroundings surroundings) {
        this.desk = desk;
        this.screen = screen;
        this.surroundings = surroundings;
    }

    /**
     * Runs all lines. One that can not be done is told on standard error with its number, and the others go on.
     *
     * @param name of the script, for complaints
     * @return the exit status of the first line that could not be done, else that of a command that said more than done
     */
    public Exit run(Reader lines, String name) {
        var reader = new BufferedReader(lines);
        var session = Session.empty();
        var exit = Exit.DONE;
        int number = 0;
        try {
            for (var text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                var turn = desk.turn(session, meant(text), surroundings.style().width(), Progress.SILENT);
                session = turn.session();
                if (turn.output() instanceof Output.Leave) {
                    return exit;
                }
                var shown = screen.show(turn.output(), surroundings.style());
                surroundings.out().print(shown.text());
                surroundings.out().flush();
                if (!shown.complaint().isEmpty()) {
                    surroundings.complain(name + ", line " + number + ": " + shown.complaint());
                }
                exit = exit == Exit.DONE ? shown.exit() : exit;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return exit;
    }

    /** Nobody is there to be asked whether a path is to be attached. */
    private Line meant(String text) {
        return desk.line(text) instanceof Line.Dropped(var paths)
                ? new Line.Call(Verb.ATTACH, paths, Manner.USUAL)
                : desk.line(text);
    }
}
