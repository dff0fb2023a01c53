import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.ResultToolkit;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.TypedResult;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What JDK Mission Control says of recordings with a score of 25 and more, and what the advisor says: which of its findings
 * stand for one of JMC's comes from the table of coverage, given first.
 */
final class BesideJmc {

    private static final double TOLD = 25;

    private BesideJmc() {}

    private record Said(String id, double score, String summary) {}

    public static void main(String[] args) throws Exception {
        var covered = coverage(Path.of(args[0]));
        var missed = new TreeMap<String, List<String>>();
        for (int i = 1; i < args.length; i++) {
            compare(args[i], covered, missed);
        }
        System.out.println(missed.isEmpty() ? "JMC says nothing that the advisor does not." : "Only JMC says:");
        missed.forEach((id, files) -> System.out.printf("  %-28s %s%n", id, String.join(", ", files)));
    }

    private static Map<String, List<?>> coverage(Path file) throws Exception {
        var covered = new TreeMap<String, List<?>>();
        for (var item : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))) {
            var row = (Map<?, ?>) item;
            covered.put(row.get("jmc").toString(), row.get("rules") instanceof List<?> rules ? rules : List.of());
        }
        return covered;
    }

    private static void compare(String file, Map<String, List<?>> covered, Map<String, List<String>> missed)
            throws Exception {
        System.out.println(file);
        var ours = new TreeMap<String, Finding>();
        new Advisor(List.of())
                .diagnose(new Problem(""), List.of(new Given.OfPath(Path.of(file))), Progress.SILENT)
                .diagnosis()
                .findings()
                .forEach(finding -> ours.putIfAbsent(finding.rule(), finding));
        var named = new TreeSet<String>();
        for (var said : jmc(file)) {
            var same = covered.getOrDefault(said.id, List.of()).stream()
                    .map(String::valueOf)
                    .filter(ours::containsKey)
                    .toList();
            named.addAll(same);
            if (same.isEmpty()) {
                missed.computeIfAbsent(said.id, _ -> new ArrayList<>()).add(file);
            }
            System.out.printf("  JMC %3.0f  %-28s %s%n", said.score, said.id, said.summary);
            System.out.printf(
                    "           %-28s %s%n",
                    same.isEmpty() ? "not found here" : "= " + same.getFirst(),
                    same.stream().map(id -> ours.get(id).severity().id()).collect(Collectors.joining(", ")));
        }
        ours.values().stream()
                .filter(finding -> !named.contains(finding.rule()))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .forEach(finding -> System.out.printf(
                        "  only here %-28s %-6s %s%n",
                        finding.rule(), finding.severity().id(), finding.title()));
    }

    private static List<Said> jmc(String file) throws Exception {
        var events = JfrLoaderToolkit.loadEvents(new File(file));
        var said = new ArrayList<Said>();
        for (var outcome : RulesToolkit.evaluateParallel(RuleRegistry.getRules(), events, null, 0).entrySet()) {
            IResult result = outcome.getValue().get();
            var score = result.getResult(TypedResult.SCORE);
            double points = score == null ? result.getSeverity().getLimit() : score.doubleValue();
            if (points >= TOLD) {
                var summary = ResultToolkit.populateMessage(result, result.getSummary(), false);
                said.add(new Said(outcome.getKey().getId(), points, summary));
            }
        }
        said.sort(Comparator.comparingDouble(Said::score).reversed().thenComparing(Said::id));
        return said;
    }
}
