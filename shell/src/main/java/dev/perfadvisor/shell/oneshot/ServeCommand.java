package dev.perfadvisor.shell.oneshot;

import picocli.CommandLine.Command;

/** For the help only: the launcher starts the server itself, which is another program. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Answer over HTTP: to this machine, and beyond it to callers that have keys.",
            "There is no --format: a request says by its Accept header which it wants."
        },
        customSynopsis = {
            "advisor serve [--port N] [--bind ADDRESS] [--data DIR]",
            "advisor serve keys add OWNER|list|revoke ID",
            "advisor serve backup FILE | restore FILE --data DIR"
        },
        footerHeading = "%n",
        footer = "Example: ./advisor serve --port 8080")
final class ServeCommand implements Runnable {

    @Override
    public void run() {
        throw new UsageException("The server is another program, which the launcher starts: ./advisor serve.");
    }
}
