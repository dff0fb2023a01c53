package dev.perfadvisor.shell;

import java.util.List;

/** The process: arguments in, exit status out. */
public final class Main {

    private Main() {}

    /** Runs one command, or the interactive session when there are no arguments. */
    public static void main(String[] args) {
        // Libraries that log find nobody who listens, and need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // The home directory is where the user says it is; Java asks the list of users only.
        var home = System.getenv().getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            System.setProperty("user.home", home);
        }
        System.exit(Application.run(List.of(args), Surroundings.ofProcess()));
    }
}
