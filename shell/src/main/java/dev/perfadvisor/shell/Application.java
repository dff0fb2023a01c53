package dev.perfadvisor.shell;

import dev.perfadvisor.shell.interactive.InteractiveShell;
import dev.perfadvisor.shell.interactive.ScriptedShell;
import dev.perfadvisor.shell.oneshot.OneShot;
import java.util.List;

/** The shell as a function from arguments and surroundings to an exit status. */
public final class Application {

    private Application() {}

    /**
     * Runs a command; without arguments the session: at a terminal an interactive one, else line by line from standard
     * input. Returns one of {@link Exit}.
     */
    public static int run(List<String> args, Surroundings surroundings) {
        try {
            if (!args.isEmpty()) {
                return OneShot.run(args, surroundings);
            }
            var session = surroundings.isTerminal("in")
                    ? InteractiveShell.run(surroundings)
                    : ScriptedShell.run(surroundings);
            return session.code();
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }
}
