package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.compare.RunsOfCase;
import dev.perfadvisor.engine.compare.RunsOfCase.OneRun;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.store.Baseline;
import dev.perfadvisor.engine.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be said of runs: those of the case ({@code run:1}), baselines ({@code baseline:release@3}), and how they compare
 * ({@code comparison:baseline:release@3..run:1_2}). A comparison is made when it is asked for, and once.
 */
final class RunSheets {

    /** Of one message: each may have to read evidence. */
    private static final int MOST_COMPARISONS = 8;

    private static final int MOST_RUNS = 20;

    private static final String RUN = RunListing.RUN;
    private static final String COMPARISON = "comparison:";
    private static final Pattern NUMBERS = Pattern.compile("run:\\d{1,4}(?:_\\d{1,4}){0,99}");
    private static final Pattern KEPT = Pattern.compile("baseline:([^@]+)(?:@(\\d{1,9}))?");

    private final Case current;
    private final RunsOfCase own;
    private final Ledger.Library library;
    private final RunSource source;
    private final Map<Integer, Run> read = new HashMap<>();
    private final Map<String, List<Citable>> compared = new HashMap<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private int made;

    RunSheets(Case current, Ledger.Library library, RunSource source) {
        this.current = current;
        this.own = RunsOfCase.of(current.artifacts());
        this.library = library;
        this.source = source;
    }

    /** Two sides can not be compared; the message says why. */
    static final class NoComparisonException extends Exception {

        private static final long serialVersionUID = 1;

        NoComparisonException(String message) {
            super(message);
        }
    }

    /** One side of a comparison. */
    private record Side(String id, String title, List<Run> runs) {}

    /** Texts in comparisons that others wrote. */
    Set<String> texts() {
        return texts;
    }

    /** The runs of the case. */
    List<Citable> ofCase() {
        return RunListing.of(own);
    }

    /** Artifacts that are of no single run. */
    List<String> apart() {
        return own.apart().stream().map(Artifact::name).toList();
    }

    /** All baselines, the latest versions first; none where there is no place for them. */
    List<Citable> baselines() {
        try {
            return source.baselines().get().list().stream().map(this::baseline).toList();
        } catch (StoreException e) {
            return List.of();
        }
    }

    private Citable baseline(Baseline.Entry entry) {
        texts.add(entry.name());
        return RunListing.of(entry);
    }

    private static String decoded(String name) throws NoComparisonException {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new NoComparisonException("'" + name + "' is no name of a baseline.");
        }
    }

    /** What has an id: {@code run:1}, {@code baseline:release}, {@code comparison:run:1..run:2/measure/1}. */
    Optional<Citable> find(String id) {
        if (id.startsWith(RUN)) {
            return ofCase().stream().filter(item -> item.id().equals(id)).findFirst();
        }
        if (id.startsWith(RunListing.BASELINE)) {
            return baselines().stream().filter(item -> item.id().equals(id)).findFirst();
        }
        int dots = id.indexOf("..");
        if (!id.startsWith(COMPARISON) || dots < 0) {
            return Optional.empty();
        }
        int below = id.indexOf('/', dots);
        var candidate = id.substring(dots + 2, below < 0 ? id.length() : below);
        try {
            return compare(List.of(id.substring(COMPARISON.length(), dots)), List.of(candidate)).stream()
                    .filter(item -> item.id().equals(id))
                    .findFirst();
        } catch (NoComparisonException e) {
            return Optional.empty();
        }
    }

    /**
     * Holds runs against each other.
     *
     * @param base ids of runs of the case, or of one baseline
     * @param candidate the same; empty for all runs of the case that are not on the other side
     */
    List<Citable> compare(List<String> base, List<String> candidate) throws NoComparisonException {
        var ids = candidate.isEmpty() ? rest(base) : candidate;
        var asked = joined(base) + ".." + joined(ids);
        var known = compared.get(asked);
        if (known != null) {
            return known;
        }
        if (made == MOST_COMPARISONS) {
            throw new NoComparisonException(
                    "No more than " + MOST_COMPARISONS + " comparisons are made for one message.");
        }
        made++;
        var before = side(base);
        var after = side(ids);
        if (before.id().equals(after.id())) {
            throw new NoComparisonException("Both sides are " + before.title() + "; name two that differ.");
        }
        var comparison = library.compare(before.runs(), after.runs());
        texts.addAll(ComparisonSheet.texts(comparison));
        var key = before.id() + ".." + after.id();
        var items = ComparisonSheet.of(COMPARISON + key, "From " + before.title() + " to " + after.title(), comparison);
        compared.put(key, items);
        compared.put(asked, items);
        return items;
    }

    private List<String> rest(List<String> base) {
        var taken = numbers(base);
        var rest = new ArrayList<String>();
        for (int number = 1; number <= own.runs().size(); number++) {
            if (!taken.contains(number)) {
                rest.add(RUN + number);
            }
        }
        return rest;
    }

    private static SortedSet<Integer> numbers(List<String> ids) {
        return ids.stream()
                .filter(id -> NUMBERS.matcher(id).matches())
                .flatMap(id -> Stream.of(id.substring(RUN.length()).split("_")))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code run:1_2} of {@code run:2, run:1}. */
    private static String joined(List<String> ids) {
        var numbers = numbers(ids);
        return numbers.isEmpty()
                ? String.join("+", ids)
                : RUN + numbers.stream().map(String::valueOf).collect(Collectors.joining("_"));
    }

    private Side side(List<String> ids) throws NoComparisonException {
        var kept = ids.size() == 1 ? KEPT.matcher(ids.getFirst()) : null;
        if (kept != null && kept.matches()) {
            return baseline(decoded(kept.group(1)), kept.group(2));
        }
        for (var id : ids) {
            if (!NUMBERS.matcher(id).matches()) {
                throw new NoComparisonException("'" + id + "' is neither a run of the case nor a baseline.");
            }
        }
        var numbers = numbers(ids);
        if (numbers.isEmpty()) {
            throw new NoComparisonException(
                    "The case has no run of a load test for this side; attach the result of one.");
        }
        if (numbers.size() > MOST_RUNS) {
            throw new NoComparisonException(
                    "A side may have " + MOST_RUNS + " runs here; ./advisor compare takes more.");
        }
        var runs = new ArrayList<Run>();
        for (int number : numbers) {
            runs.add(run(number));
        }
        var words = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new Side(joined(ids), (numbers.size() == 1 ? "run " : "the runs ") + words + " of the case", runs);
    }

    private Side baseline(String name, String version) throws NoComparisonException {
        try {
            var store = source.baselines().get();
            var found = version == null ? store.latest(name) : store.version(name, Integer.parseInt(version));
            if (found.isEmpty()) {
                throw new NoComparisonException("There is no baseline '" + name
                        + (version == null ? "" : "@" + version)
                        + "'; called without arguments, this tool lists those there are.");
            }
            var baseline = found.get();
            texts.add(name);
            return new Side(
                    RunListing.id(name, baseline.version()),
                    RunListing.title(name, baseline.version()),
                    named(library.runs(baseline), "the baseline " + name));
        } catch (StoreException e) {
            throw new NoComparisonException("Baselines can not be read: " + e.getMessage());
        }
    }

    /** Runs by number, as names of files are nobody else's business. */
    private static List<Run> named(List<Run> runs, String of) {
        var named = new ArrayList<Run>();
        for (var run : runs) {
            named.add(new Run("run " + (named.size() + 1) + " of " + of, run.result(), run.traits()));
        }
        return named;
    }

    private Run run(int number) throws NoComparisonException {
        var known = read.get(number);
        if (known != null) {
            return known;
        }
        if (number < 1 || number > own.runs().size()) {
            throw new NoComparisonException(
                    "There is no run " + number + "; the case has " + own.runs().size() + ".");
        }
        var run = own.runs().get(number - 1);
        boolean all = run.artifacts().size() == current.artifacts().size();
        var label = "run " + number + " of the case";
        // Whoever has to wait for a turn to read is only heard of again when it comes.
        source.progress().read(label, 0);
        var made = all ? library.run(label, current.evidence()) : library.run(label, readAgain(run), source.progress());
        if (made.result().nothingRead()) {
            throw new NoComparisonException("Nothing of run " + number + " could be read.");
        }
        read.put(number, made);
        return made;
    }

    private List<Given> readAgain(OneRun run) throws NoComparisonException {
        try {
            return source.evidence()
                    .of(run.artifacts(), source.progress())
                    .orElseThrow(() -> new NoComparisonException("The evidence of " + run.label()
                            + " is not to be had by itself; attach it outside of an archive."));
        } catch (StoreException e) {
            throw new NoComparisonException("The evidence of " + run.label() + " can not be had: " + e.getMessage());
        }
    }
}
