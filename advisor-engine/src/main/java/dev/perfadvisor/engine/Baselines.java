package dev.perfadvisor.engine;

import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.compare.Environment;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.compare.TestPrint;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.rules.Suggestion;
import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.Baseline.KeptRun;
import dev.perfadvisor.engine.store.BaselineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Baselines: runs that are kept under a name to hold later ones against. A reference is {@code NAME}, the latest version,
 * or {@code NAME@3}. All methods throw {@link dev.perfadvisor.engine.store.StoreException} when the store can not be used.
 */
public final class Baselines {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._/+-]{0,99}");
    private static final Pattern REFERENCE = Pattern.compile("(.*)@([1-9][0-9]{0,8})");
    private static final int MOST_SETTING = 200;
    private static final int MOST_LABEL = 500;

    private final Advisor advisor;
    private final BaselineStore store;
    private final Comparisons comparisons;

    public Baselines(Advisor advisor, BaselineStore store) {
        this.advisor = advisor;
        this.store = store;
        this.comparisons = new Comparisons(advisor);
    }

    /** A baseline that was kept, and what weakens it. */
    public record Saved(Baseline baseline, List<String> notes) {}

    /**
     * Reads runs and keeps them as the next version of a name.
     *
     * @param environment what the user says of system and machine, such as {@code build} = {@code 4711}; what the evidence
     *     tells of it is added
     * @param runs at least one
     * @throws UnusableBaselineException when the name is none, a run could not be read, or the runs are not of one test
     */
    public Saved save(String name, Map<String, String> environment, List<RunEvidence> runs, Progress progress) {
        check(name, environment);
        var read = new ArrayList<Kept>();
        for (var run : runs) {
            read.add(new Kept(run.label(), advisor.read(run.evidence(), progress)));
        }
        return keep(name, environment, read);
    }

    /** The same of one run that was read before. */
    public Saved save(String name, Map<String, String> environment, String label, Gathered evidence) {
        check(name, environment);
        return keep(name, environment, List.of(new Kept(label, evidence)));
    }

    private record Kept(String label, Gathered evidence) {}

    private Saved keep(String name, Map<String, String> environment, List<Kept> read) {
        read.forEach(Baselines::checkRead);
        if (read.stream().map(Kept::label).distinct().count() < read.size()) {
            throw new UnusableBaselineException("A run is named twice; it counts once. Nothing was kept.", false);
        }
        var runs = Run.inOrder(read.stream()
                .map(kept -> comparisons.run(kept.label(), kept.evidence()))
                .toList());
        var tests = new TreeSet<String>();
        runs.forEach(run -> tests.add(TestPrint.of(run.result().facts())));
        if (tests.size() > 1) {
            throw new UnusableBaselineException(
                    "The runs are not of one test: " + String.join("; ", tests)
                            + ". Keep each test under a name of its own.",
                    false);
        }
        var settings = new TreeMap<>(
                Environment.of(runs.stream().map(run -> run.result().facts()).toList()));
        settings.putAll(environment);
        var kept = runs.stream().map(run -> keptRun(run, read)).toList();
        return new Saved(store.save(name, tests.first(), settings, kept), comparisons.weaknesses(runs));
    }

    private KeptRun keptRun(Run run, List<Kept> read) {
        var evidence = read.stream()
                .filter(kept -> kept.label().equals(run.label()))
                .findFirst()
                .orElseThrow()
                .evidence();
        return new KeptRun(run.label(), advisor.facts(evidence).json());
    }

    private static void check(String name, Map<String, String> environment) {
        if (!NAME.matcher(name).matches()) {
            throw new UnusableBaselineException(
                    "'" + name + "' can not be the name of a baseline: up to 100 letters,"
                            + " digits, spaces and . _ / + -, beginning with a letter or digit.",
                    false);
        }
        environment.forEach((key, value) -> {
            if (key.isBlank() || key.length() > MOST_SETTING || value.length() > MOST_SETTING) {
                throw new UnusableBaselineException(
                        "'" + key + "=" + value + "' can not be kept: name and value have up to 200 characters.",
                        false);
            }
        });
    }

    private static void checkRead(Kept kept) {
        var artifacts = kept.evidence().artifacts();
        if (kept.label().length() > MOST_LABEL) {
            throw new UnusableBaselineException(
                    "The name of a run has over 500 characters: " + kept.label() + ".", false);
        }
        if (artifacts.stream().allMatch(artifact -> artifact.reading() instanceof Reading.Rejected)) {
            throw new UnusableBaselineException(
                    "Nothing of the run '" + kept.label() + "' could be read: "
                            + artifacts.stream().map(Baselines::why).findFirst().orElse("it holds no evidence.")
                            + " Nothing was kept.",
                    true);
        }
    }

    private static String why(Artifact artifact) {
        return artifact.reading().problems().stream()
                .map(problem -> problem.cause() + ". " + problem.advice())
                .findFirst()
                .orElse("");
    }

    /**
     * The baseline of a reference.
     *
     * @throws NoSuchBaselineException with a suggestion
     */
    public Baseline find(String reference) {
        return find(store, reference);
    }

    /** The same, where nothing is to be read or judged. */
    public static Baseline find(BaselineStore store, String reference) {
        var found = store.latest(reference);
        if (found.isPresent()) {
            return found.get();
        }
        var parts = REFERENCE.matcher(reference);
        var version = parts.matches()
                ? store.version(parts.group(1), Integer.parseInt(parts.group(2)))
                : Optional.<Baseline>empty();
        return version.orElseThrow(() -> none(store, reference));
    }

    /**
     * What {@link #save} has said of a baseline.
     *
     * @throws NoSuchBaselineException with a suggestion
     */
    public Saved saved(String reference) {
        var kept = find(reference);
        return new Saved(kept, comparisons.weaknesses(comparisons.runs(kept)));
    }

    /** The runs of a baseline, judged by the rules of today; what {@link Comparisons#compare} takes. */
    public List<Run> runs(String reference) {
        return comparisons.runs(find(reference));
    }

    /**
     * Deletes all versions of a name, or one version of it, and says how many that were.
     *
     * @throws NoSuchBaselineException with a suggestion
     */
    public static int delete(BaselineStore store, String reference) {
        int deleted = store.delete(reference);
        var parts = REFERENCE.matcher(reference);
        if (deleted == 0 && parts.matches()) {
            deleted = store.delete(parts.group(1), Integer.parseInt(parts.group(2))) ? 1 : 0;
        }
        if (deleted == 0) {
            throw none(store, reference);
        }
        return deleted;
    }

    private static NoSuchBaselineException none(BaselineStore store, String reference) {
        var all = store.list();
        var names = all.stream().map(Baseline.Entry::name).distinct().toList();
        var parts = REFERENCE.matcher(reference);
        var name = parts.matches() ? parts.group(1) : reference;
        var versions = all.stream()
                .filter(entry -> entry.name().equals(name))
                .map(entry -> name + "@" + entry.version())
                .toList();
        if (!versions.isEmpty()) {
            return new NoSuchBaselineException(
                    "There is no baseline '" + reference + "', but " + String.join(", ", versions) + ".");
        }
        if (names.isEmpty()) {
            return new NoSuchBaselineException(
                    "There is no baseline '" + reference + "': none has been kept yet; baseline save NAME keeps one.");
        }
        var meant = Suggestion.among(names, name);
        return new NoSuchBaselineException("There is no baseline '" + reference + "'"
                + (meant.isEmpty() ? ", but " + String.join(", ", names) + "." : meant));
    }
}
