package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose [FILE|DIR|-]... [--problem TEXT]}: the whole way from evidence to a plan. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = "Say what is slow and why, from evidence, from your words, or from both.")
final class DiagnoseCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description =
                    "JFR recordings, slow query logs, load-test results, facts; directories of them, compressed or"
                            + " not. - is standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--problem", paramLabel = "TEXT", description = "What is wrong, in your words.")
    private String problem = "";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "none (usual), low, medium or high: exit with 1 when evidence supports a cause that severe.")
    private FailOn failOn = new FailOn(null);

    @Mixin
    private Target target = new Target();

    @Mixin
    private Rules rules = new Rules();

    DiagnoseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && problem.isBlank()) {
            throw new UsageException("Nothing to diagnose: name files or directories, say --problem TEXT, or both.");
        }
        target.check();
        var evidence = Evidence.of(files, surroundings);
        target.checkApart(evidence);
        var advisor = rules.advisor();
        var result = Evidence.watched(
                surroundings, evidence, progress -> advisor.diagnose(new Problem(problem.strip()), evidence, progress));
        target.write(surroundings, Format.TERMINAL, (format, style) -> Renderer.render(result, format, style));
        Evidence.complain(result.artifacts(), surroundings);
        if (result.nothingRead()) {
            return Exit.NOTHING_READ.code();
        }
        return failOn.metBy(result) ? Exit.NOT_MET.code() : Exit.DONE.code();
    }
}
