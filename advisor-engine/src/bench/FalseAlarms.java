import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.compare.Comparer;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * How often sets of runs of one build are called different, and how often a build that is slower is found out:
 * {@code FalseAlarms DIR BASE_PREFIX SLOW_PREFIX RUNS_A_SIDE}.
 */
public final class FalseAlarms {

    private static final int DEALS = 1000;

    private FalseAlarms() {}

    public static void main(String[] args) throws IOException {
        var advisor = new Advisor(List.of());
        var comparer = new Comparer(advisor.comparisonLimits());
        int side = Integer.parseInt(args[3]);
        var base = runs(advisor, Path.of(args[0]), args[1]);
        var slow = runs(advisor, Path.of(args[0]), args[2]);
        var random = new Random(1);
        var same = new TreeMap<String, Integer>();
        for (int i = 0; base.size() >= 2 * side && i < DEALS; i++) {
            Collections.shuffle(base, random);
            count(same, comparer, base.subList(0, side), base.subList(side, 2 * side));
        }
        var slower = new TreeMap<String, Integer>();
        for (int i = 0; i < DEALS; i++) {
            Collections.shuffle(base, random);
            Collections.shuffle(slow, random);
            count(slower, comparer, base.subList(0, side), slow.subList(0, side));
        }
        System.out.println(base.size() + " runs of one build, " + slow.size() + " of the slower one, " + side
                + " a side, " + DEALS + " deals");
        System.out.println("same build:   " + same);
        System.out.println("slower build: " + slower);
    }

    private static void count(Map<String, Integer> verdicts, Comparer comparer, List<Run> a, List<Run> b) {
        verdicts.merge(comparer.compare(List.copyOf(a), List.copyOf(b)).verdict().id(), 1, Integer::sum);
    }

    private static List<Run> runs(Advisor advisor, Path directory, String prefix) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .map(f -> new Run(
                            f.getFileName().toString(),
                            advisor.diagnose(new Problem(""), List.of(new Given.OfPath(f)), Progress.SILENT)))
                    .toList());
        }
    }
}
