package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Scoring;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.scoring.ScoreReport;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules score DIR...}: how well the rules do on cases whose cause is known. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Diagnose cases whose cause is known, and show where the true cause came, what was said in its place and which"
                    + " votes misled.",
            "A case is a directory of evidence with " + Scoring.LABEL + ", such as {\"healthy\": false, \"causes\":"
                    + " [[\"db.n-plus-one\"]], \"also\": [\"db.statement-slow\"]}, and, if you like, the words of a user in "
                    + Scoring.PROBLEM + "."
        },
        footerHeading = "%n",
        footer = {
            "Example: ./advisor rules score our-cases --only jfr",
            "Example: ./advisor rules score our-cases --rules our-rules --at-least 90"
        })
final class ScoreCommand extends Task {

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Cases, or directories that hold some.")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--only",
            paramLabel = "KIND",
            description = "Hand in only this kind of evidence: jfr, sql or load; may be given more than once.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--without-problem", description = "Do not tell what the user says.")
    private boolean withoutProblem;

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            description = "Exit with 1 when the true cause comes first in fewer of the cases.")
    private @Nullable Double atLeast;

    @Mixin
    private Rules rules = new Rules();

    ScoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Exit carryOut(Target target, Surroundings surroundings) throws IOException {
        checkUsage();
        var cases = cases();
        var evidence = cases.stream().<Given>map(Given.OfPath::new).toList();
        var scoring = new Scoring(rules.advisor(surroundings));
        var showing = new Scoring.Showing(new LinkedHashSet<>(only), !withoutProblem);
        var card = Evidence.watched(
                target.heard(surroundings), evidence, progress -> scoring.score(cases, showing, progress));
        card.unread().forEach(surroundings::complain);
        if (card.cases().isEmpty()) {
            return Exit.NOTHING_READ;
        }
        target.write(surroundings, Format.TERMINAL, (format, style) -> ScoreReport.render(card, format, style));
        boolean failed = atLeast != null && card.accuracy() * 100 < atLeast;
        return failed ? Exit.NOT_MET : Exit.DONE;
    }

    private void checkUsage() {
        for (var kind : only) {
            if (!Scoring.Showing.kinds().contains(kind)) {
                throw new UsageException("'" + kind + "' is none of " + String.join(", ", Scoring.Showing.kinds())
                        + Spelling.nearest(kind, Scoring.Showing.kinds())
                                .map(nearest -> "; did you mean " + nearest + "?")
                                .orElse("."));
            }
        }
        if (atLeast != null && !(atLeast >= 0 && atLeast <= 100)) {
            throw new UsageException("--at-least is a percentage, from 0 to 100.");
        }
    }

    private List<Path> cases() throws IOException {
        var cases = new LinkedHashSet<Path>();
        for (var directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new UsageException("There is no directory '" + directory + "'.");
            }
            var found = Scoring.cases(directory);
            if (found.isEmpty()) {
                throw new UsageException("There is no case in '" + directory + "': none of its directories has a "
                        + Scoring.LABEL + ".");
            }
            cases.addAll(found);
        }
        return List.copyOf(cases);
    }
}
