package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.Progress;
import java.util.List;

/** Runs a command of the command line. */
public interface CommandLineDoor {

    /** Names of the commands that can be typed here, too. */
    List<String> names();

    /** What one of them is for, without a full stop. */
    String purpose(String name);

    /** Options of one of them, with their dashes. */
    List<String> options(String name);

    /**
     * Runs one.
     *
     * @param columns width of the window
     * @param progress hears how reading goes on, and may end it by an exception
     */
    Output run(List<String> arguments, int columns, Progress progress);

    /** No such commands. */
    static CommandLineDoor closed() {
        return new CommandLineDoor() {
            @Override
            public List<String> names() {
                return List.of();
            }

            @Override
            public String purpose(String name) {
                return "";
            }

            @Override
            public List<String> options(String name) {
                return List.of();
            }

            @Override
            public Output run(List<String> arguments, int columns, Progress progress) {
                return new Output.Silence();
            }
        };
    }
}
