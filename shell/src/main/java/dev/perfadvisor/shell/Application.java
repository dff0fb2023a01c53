package dev.perfadvisor.shell;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.interactive.InteractiveShell;
import dev.perfadvisor.shell.oneshot.OneShot;
import java.util.ArrayList;
import java.util.List;

/** The shell as a function from arguments and surroundings to an exit status. */
public final class Application {

    /** Options of a session that is read from standard input. */
    private static final List<String> SESSION = List.of("--quiet", "--format");

    private Application() {}

    /**
     * Runs a command; without arguments the session: at a terminal an interactive one, else line by line from standard
     * input. Returns one of {@link Exit}.
     */
    public static int run(List<String> args, Surroundings surroundings) {
        try {
            boolean options = args.stream()
                    .allMatch(word -> SESSION.contains(word) || Format.of(word).isPresent());
            if (!args.isEmpty() && !options) {
                return OneShot.run(args, surroundings);
            }
            if (args.isEmpty() && surroundings.isTerminal("in")) {
                return InteractiveShell.run(surroundings).code();
            }
            var script = new ArrayList<>(List.of("script", "-"));
            script.addAll(args);
            return OneShot.run(script, surroundings);
        } catch (OutOfMemoryError _) {
            surroundings.complain(
                    "The evidence needs more memory than the "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB there are. Give more, as in: JDK_JAVA_OPTIONS=-Xmx4g ./advisor ..., or hand in fewer files.");
            return Exit.INTERNAL_ERROR.code();
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }
}
