import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.Comparisons.RunEvidence;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often sets of runs of one build are called different, and how often a build that is slower is found out:
 * {@code FalseAlarms DIR BASE_PREFIX SLOW_PREFIX RUNS_A_SIDE}. Runs with odd numbers are those that the method was chosen
 * on; those with even numbers are held back, and theirs are the figures that count.
 */
public final class FalseAlarms {

    private static final int DEALS = 1000;

    private final Comparisons comparisons;
    private final int side;

    private FalseAlarms(Comparisons comparisons, int side) {
        this.comparisons = comparisons;
        this.side = side;
    }

    public static void main(String[] args) throws IOException {
        var bench = new FalseAlarms(new Comparisons(new Advisor(List.of())), Integer.parseInt(args[3]));
        var base = bench.runs(Path.of(args[0]), args[1]);
        var slow = bench.runs(Path.of(args[0]), args[2]);
        bench.print("chosen on (odd runs)   ", half(base, 1), half(slow, 1));
        bench.print("held back (even runs)  ", half(base, 0), half(slow, 0));
    }

    private static List<Run> half(List<Run> runs, int rest) {
        return new ArrayList<>(runs.stream()
                .filter(run -> Integer.parseInt(run.label().replaceAll("\\D", "")) % 2 == rest)
                .toList());
    }

    private void print(String name, List<Run> base, List<Run> slow) {
        var random = new Random(1);
        int alarms = 0;
        int found = 0;
        boolean enough = base.size() >= 2 * side && slow.size() >= side;
        for (int i = 0; enough && i < DEALS; i++) {
            Collections.shuffle(base, random);
            var same = verdict(base.subList(0, side), base.subList(side, 2 * side));
            alarms += List.of("better", "worse", "mixed").contains(same) ? 1 : 0;
            Collections.shuffle(base, random);
            Collections.shuffle(slow, random);
            found += verdict(base.subList(0, side), slow.subList(0, side)).equals("worse") ? 1 : 0;
        }
        System.out.println(enough
                ? String.format(
                        Locale.ROOT,
                        "%s %d and %d runs, %d a side, %d deals: same build called different %.1f %%, slower build found %.1f %%",
                        name, base.size(), slow.size(), side, DEALS, 100.0 * alarms / DEALS, 100.0 * found / DEALS)
                : name + " too few runs: " + base.size() + " and " + slow.size());
    }

    private String verdict(List<Run> a, List<Run> b) {
        return comparisons.compare(List.copyOf(a), List.copyOf(b)).verdict().id();
    }

    private List<Run> runs(Path directory, String prefix) throws IOException {
        try (var files = Files.list(directory)) {
            return comparisons.runs(
                    files.filter(f -> f.getFileName().toString().startsWith(prefix))
                            .sorted()
                            .map(f -> new RunEvidence(f.getFileName().toString(), List.of(new Given.OfPath(f))))
                            .toList(),
                    Progress.SILENT);
        }
    }
}
