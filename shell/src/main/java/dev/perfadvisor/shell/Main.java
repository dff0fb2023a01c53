package dev.perfadvisor.shell;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process: arguments in, exit status out. */
public final class Main {

    /** Held here, as a logger that nobody holds forgets its level. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Main() {}

    /** Runs one command, or the interactive session when there are no arguments. */
    public static void main(String[] args) {
        // It warns of a processor extension that it could use for vectors, which are not used here.
        LUCENE.setLevel(Level.SEVERE);
        // Libraries that log find nobody who listens, and need not say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(Application.run(List.of(args), Surroundings.ofProcess()));
    }
}
