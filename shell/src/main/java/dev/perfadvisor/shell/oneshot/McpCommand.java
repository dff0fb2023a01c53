package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.mcp.AdvisorMcp;
import dev.perfadvisor.engine.mcp.McpStdio;
import dev.perfadvisor.engine.mcp.OneCase;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mcp}: the advisor for the language models of other programs. */
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        description = {
            "Serve the Model Context Protocol on standard input and output: tools, resources and prompts.",
            "A client starts this command; with files, their diagnosis is there from the beginning."
        },
        footerHeading = "%n",
        footer = "Example: {\"mcpServers\": {\"advisor\": {\"command\": \"/path/to/advisor\", \"args\": [\"mcp\"]}}}")
final class McpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Evidence to diagnose first.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--problem", paramLabel = "TEXT", description = "What is wrong, in your words.")
    private String problem = "";

    @Mixin
    private Rules rules = new Rules();

    McpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (files.contains("-")) {
            throw new UsageException("Standard input carries the protocol; name files.");
        }
        var advisor = rules.advisor(surroundings);
        try (var shelf = Shelf.open(surroundings)) {
            var cases = new OneCase(advisor, shelf::baselines);
            if (!files.isEmpty() || !problem.isBlank()) {
                cases.diagnose(problem, files);
            }
            McpStdio.serve(new AdvisorMcp(advisor, cases), surroundings.in(), surroundings.out());
        }
        return Exit.DONE.code();
    }
}
