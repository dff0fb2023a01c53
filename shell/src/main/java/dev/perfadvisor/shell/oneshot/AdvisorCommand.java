package dev.perfadvisor.shell.oneshot;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command that holds the others. */
@Command(
        name = "advisor",
        mixinStandardHelpOptions = true,
        version = "Performance Advisor 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Says why a system is slow, and what to do about it: from JFR recordings, slow query logs and load-test"
                    + " results, or from your words alone.",
            "",
            "Without a command: an interactive session."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:--fail-on was met, or a rule did not pass its check",
            "2:wrong usage",
            "3:evidence was given, and none of it could be read",
            "4:internal error"
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = "Example: ./advisor diagnose app.jfr slow.log k6.json --problem \"checkout takes 2 s since Monday\"")
final class AdvisorCommand {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an internal error.")
    boolean debug;
}
