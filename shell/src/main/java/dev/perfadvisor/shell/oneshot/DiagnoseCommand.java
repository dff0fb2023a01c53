package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Validations;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Check;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.RegressionBar;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Validation;
import dev.perfadvisor.engine.render.Brief;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.ValidationReport;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diagnose [FILE|DIR|-]... [--problem TEXT]}: the whole way from evidence to a plan. */
@Command(
        name = "diagnose",
        mixinStandardHelpOptions = true,
        description = "Say what is slow and why, from evidence, from your words, or from both.",
        footerHeading = "%n",
        footer = "Example: ./advisor diagnose app.jfr slow.log k6.json --problem \"checkout takes 2 s since Monday\"")
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
            description =
                    "none (usual), low, medium or high: exit with 1 when evidence supports a cause that severe, or the run"
                            + " is proven to be worse than the --baseline.")
    private FailOn failOn = new FailOn(null);

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "Hold the evidence, as the run after a change, against this baseline: NAME, or NAME@VERSION.")
    private @Nullable String baseline;

    @Option(
            names = "--criteria",
            paramLabel = "TEXT",
            description = "What the run has to reach, such as \"p99 under 500 ms, errors below 1 %%\"; with --baseline"
                    + " the limits of the decision table unless said. With it, a criterion that is missed, or a run that is"
                    + " proven to be worse, exits with 1.")
    private String criteria = "";

    @Mixin
    private BuildReports reports = new BuildReports();

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
        reports.check(evidence);
        var advisor = rules.advisor(surroundings);
        // A mistyped name or criterion should not cost the time of reading.
        var base = base(advisor);
        var validations = new Validations(advisor);
        validations.check(criteria);
        var result = Evidence.watched(
                target.heard(surroundings),
                evidence,
                progress -> advisor.diagnose(new Problem(problem.strip()), evidence, progress));
        boolean validates = baseline != null || !criteria.isBlank();
        boolean failed = validates ? write(validations.validate(result, criteria, base, "this run")) : write(result);
        target.complain(result.artifacts(), surroundings);
        if (result.nothingRead()) {
            return Exit.NOTHING_READ.code();
        }
        return failed ? Exit.NOT_MET.code() : Exit.DONE.code();
    }

    private List<Run> base(Advisor advisor) {
        if (baseline == null) {
            return List.of();
        }
        try (var shelf = Shelf.open(surroundings)) {
            return new Baselines(advisor, shelf.baselines()).runs(baseline);
        }
    }

    /** Whether it fails the command. */
    private boolean write(Result result) throws IOException {
        target.write(surroundings, Format.TERMINAL, (format, style) -> Renderer.render(result, format, style));
        var failing = failOn.failing(result);
        reports.write(Check.of(result, failing), Brief.of(result));
        return !failing.isEmpty();
    }

    private boolean write(Validation validation) throws IOException {
        target.write(
                surroundings, Format.TERMINAL, (format, style) -> ValidationReport.render(validation, format, style));
        var failing = failOn.failing(validation.result());
        var checks = new ArrayList<>(Check.of(validation.criteria()));
        var comparison = validation.comparison();
        if (comparison != null) {
            checks.addAll(Check.of(comparison, RegressionBar.WORSE));
        }
        checks.addAll(Check.of(validation.result(), failing));
        reports.write(List.copyOf(checks), Brief.of(validation));
        boolean asked = failOn.severity() != null || !criteria.isBlank();
        return (asked && validation.failed()) || !failing.isEmpty();
    }
}
