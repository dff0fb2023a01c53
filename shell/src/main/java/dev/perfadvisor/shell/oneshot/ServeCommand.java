package dev.perfadvisor.shell.oneshot;

import picocli.CommandLine.Command;

/** For the help only: the launcher starts the server itself, which is another program. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Answer over HTTP, on this machine only.",
        customSynopsis = "advisor serve [--port N] [--bind ADDRESS]")
final class ServeCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("The server is another program, which the launcher starts: ./advisor serve.");
    }
}
