package dev.perfadvisor.engine;

import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.scoring.CaseScore;
import dev.perfadvisor.engine.scoring.Label;
import dev.perfadvisor.engine.scoring.LabelReader;
import dev.perfadvisor.engine.scoring.ScoreCard;
import dev.perfadvisor.engine.scoring.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Diagnoses cases whose cause is known. A case is a directory with evidence, {@value #LABEL} (what is true of it) and perhaps
 * {@value #PROBLEM} (what a user says of it). Immutable.
 */
public final class Scoring {

    /** File that says what is true of a case. */
    public static final String LABEL = "truth.json";

    /** File with the words of a user. */
    public static final String PROBLEM = "problem.txt";

    private static final Set<String> NO_EVIDENCE = Set.of(LABEL, PROBLEM);
    private static final int DEEPEST = 8;

    private final Advisor advisor;
    private final Scorer scorer;
    private final LabelReader labels;
    private final FactReader reader = new FactReader();

    public Scoring(Advisor advisor) {
        this.advisor = advisor;
        this.scorer = new Scorer(advisor.book());
        this.labels = new LabelReader(Json.mapper(), advisor.book().causes().keySet());
    }

    /**
     * How cases are shown to the rules.
     *
     * @param only kinds of evidence that are handed in: {@code jfr}, {@code sql}, {@code load}; empty for all there is
     * @param words whether what the user says is told
     */
    public record Showing(Set<String> only, boolean words) {

        /** Ids of the kinds that there are. */
        public static List<String> kinds() {
            return Stream.of(EvidenceKind.JFR, EvidenceKind.SLOW_QUERY, EvidenceKind.LOAD_TEST)
                    .map(EvidenceKind::id)
                    .toList();
        }

        private Set<EvidenceKind> evidence() {
            return Set.copyOf(Stream.of(EvidenceKind.values())
                    .filter(kind -> only.isEmpty() || only.contains(kind.id()))
                    .toList());
        }
    }

    /** The cases in a directory and below it, by name; the directory may be one case itself. */
    public static List<Path> cases(Path directory) throws IOException {
        try (var files = Files.walk(directory, DEEPEST)) {
            return files.filter(file -> file.endsWith(LABEL))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /** Scores cases. One that can not be read is told, and keeps no other from being scored. */
    public ScoreCard score(List<Path> cases, Showing showing, Progress progress) {
        var scores = new ArrayList<CaseScore>();
        var unread = new ArrayList<String>();
        for (var directory : cases) {
            try {
                score(directory, showing, progress)
                        .ifPresentOrElse(
                                scores::add,
                                () -> unread.add(directory + ": none of its evidence could be read"
                                        + (showing.only().isEmpty() ? "" : " or is of this kind")));
            } catch (LabelReader.UnusableLabelException e) {
                unread.add(directory.resolve(LABEL) + ": " + e.getMessage());
            } catch (IOException e) {
                unread.add(directory + ": it can not be read: " + e);
            }
        }
        return new ScoreCard(List.copyOf(scores), List.copyOf(unread));
    }

    private Optional<CaseScore> score(Path directory, Showing showing, Progress progress)
            throws IOException, LabelReader.UnusableLabelException {
        var label = labels.read(Files.readString(directory.resolve(LABEL)));
        var evidence = reader.read(evidence(directory), showing.evidence(), progress);
        return evidence.roots().isEmpty()
                ? Optional.empty()
                : Optional.of(score(directory, label, evidence, problem(directory, showing)));
    }

    private CaseScore score(Path directory, Label label, Gathered evidence, Problem problem) {
        var result = advisor.diagnose(problem, evidence);
        return scorer.score(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                label,
                result,
                advisor.weighed(result));
    }

    private static Problem problem(Path directory, Showing showing) throws IOException {
        var words = directory.resolve(PROBLEM);
        return showing.words() && Files.exists(words)
                ? new Problem(Files.readString(words).strip())
                : Problem.unsaid();
    }

    private static List<Given> evidence(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !NO_EVIDENCE.contains(file.getFileName().toString()))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .<Given>map(Given.OfPath::new)
                    .toList();
        }
    }
}
