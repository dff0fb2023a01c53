package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.rules.FactLeaves;
import dev.perfadvisor.engine.store.Baseline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that can be cited of a case, by id. Made once a message, for one thread; what it says does not change.
 *
 * <pre>
 * verdict:1  said:1  reply:1                 the answer so far, and what the user said
 * cause:ID  finding:RULE/N  remedy:CAUSE/N   the diagnosis
 * fact:PATH                                  every single fact
 * step:STAGE/N  next:N                       the plan, and what to collect
 * band:ID  cache:ID  rule:ID                 tables and rules
 * artifact:ID  timeline:SERIES@FROM..TO      the evidence
 * loadtest:KIND/TOOL                         written when it is asked for
 * run:N  baseline:NAME@VERSION               what can be compared
 * comparison:BASE..CANDIDATE                 made when it is asked for; /measure/N, /cause/ID and /difference/N below it
 * </pre>
 */
public final class Ledger {

    private final Map<String, Citable> items = new LinkedHashMap<>();
    private final Map<String, Fact> facts = new LinkedHashMap<>();
    private final TimelineWindows windows;
    private final RuleSheets rules;
    private final RunSheets runs;
    private final Set<String> texts;
    private Lexer lexer;
    private final Library library;
    private final @Nullable Result result;

    /** Tables that hold for all cases, and the rules by id. */
    public interface Library {

        List<Band> bands();

        List<CachingAdvice> cachingTable();

        List<String> ruleIds();

        /** Title and meaning of a rule, empty when there is none. */
        Optional<Sheet> sheet(String rule);

        /** A test with the requests of a diagnosis. */
        LoadTestScript loadTest(LoadKind kind, Tool tool, Result from);

        /** A run that was read before, judged by itself. */
        Run run(String label, Gathered evidence);

        /** A run that is read now; {@code progress} may end it. */
        Run run(String label, List<Given> evidence, Progress progress);

        /** The runs of a baseline. */
        List<Run> runs(Baseline baseline);

        /** The verdict over two sides, none of them empty. */
        Comparison compare(List<Run> base, List<Run> candidate);

        /** What a rule looks for. */
        record Sheet(String title, String meaning) {}
    }

    /**
     * The ledger of a case.
     *
     * @param reply the answer without a model
     * @param source of runs to compare
     */
    public Ledger(Case current, Reply reply, Library library, RunSource source) {
        this.windows = new TimelineWindows(current.result());
        this.library = library;
        this.result = current.result();
        if (result != null) {
            FactLeaves.of(result.facts()).forEach(fact -> facts.put(fact.path(), fact));
            add(DiagnosisSheet.of(result));
            add(PlanSheet.of(result));
        }
        add(PlanSheet.tables(result, library));
        add(Said.of(current, reply));
        this.rules = new RuleSheets(library, result);
        this.runs = new RunSheets(current, library, source);
        add(runs.ofCase());
        this.texts = fromArtifacts(current);
        this.lexer = new Lexer(texts);
    }

    private void add(List<Citable> more) {
        more.forEach(item -> items.put(item.id(), item));
    }

    /** Texts that others wrote: the users, and those who wrote what is in the artifacts. */
    private Set<String> fromArtifacts(Case current) {
        var texts = new LinkedHashSet<String>(current.words().all());
        texts.addAll(current.attached());
        facts.values().forEach(fact -> addText(fact, texts));
        facts.keySet().stream().filter(path -> path.contains("[")).forEach(path -> keys(path, texts));
        if (result != null) {
            result.artifacts().forEach(artifact -> {
                texts.add(artifact.name());
                artifact.reading().problems().forEach(problem -> {
                    texts.add(problem.cause());
                    texts.add(problem.place());
                });
            });
            result.diagnosis().findings().forEach(finding -> {
                texts.add(finding.subject());
                finding.evidence().forEach(fact -> addText(fact, texts));
            });
            texts.addAll(DiagnosisSheet.snippets(result));
        }
        return texts;
    }

    private static void addText(Fact fact, Set<String> texts) {
        if (fact.value() instanceof String text) {
            texts.add(text);
        }
    }

    /** Names inside of paths: {@code errors[connection refused]}. */
    private static void keys(String path, Set<String> texts) {
        for (int open = path.indexOf('['); open >= 0; open = path.indexOf('[', open + 1)) {
            int close = path.indexOf(']', open);
            var key = close < 0 ? "" : path.substring(open + 1, close);
            if (!key.isEmpty() && !Character.isDigit(key.charAt(0))) {
                texts.add(key);
            }
        }
    }

    /** One that knows what others wrote in all that was found so far. */
    Lexer lexer() {
        if (texts.addAll(runs.texts())) {
            lexer = new Lexer(texts);
        }
        return lexer;
    }

    /** What has an id; facts, rules and windows of the timeline are made when they are asked for. */
    public Optional<Citable> find(String id) {
        var known = items.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        var name = id.substring(id.indexOf(':') + 1);
        return switch (Citable.kind(id)) {
            case "fact" -> Optional.ofNullable(facts.get(name)).map(Ledger::fact);
            case "rule" -> rules.find(name);
            case "timeline" -> windows.find(name);
            case "loadtest" -> loadTest(name).map(LoadTestSheet::of);
            case "baseline", "comparison" -> runs.find(id);
            default -> Optional.empty();
        };
    }

    /** Where something can be looked at, such as {@code postgres.csv.gz, line 3011}; empty when there is no such id. */
    public String where(String id) {
        return find(id).map(item -> new Whereabouts(result).of(item, facts.get(id.substring(id.indexOf(':') + 1))))
                .orElse("");
    }

    /** All of a kind that is listed as a whole, in its order. */
    public List<Citable> all(String kind) {
        return items.values().stream().filter(item -> item.kind().equals(kind)).toList();
    }

    /** Facts whose path begins with a prefix. */
    public List<Citable> facts(String prefix) {
        return facts.values().stream()
                .filter(fact -> fact.path().startsWith(prefix))
                .map(Ledger::fact)
                .toList();
    }

    /** Paths below which there are facts, one step further than the prefix. */
    public Set<String> branches(String prefix) {
        return facts.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> {
                    int next = path.indexOf('.', prefix.length() + 1);
                    return next < 0 ? path : path.substring(0, next);
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Series of the timeline with their span. */
    public List<Citable> timelines() {
        return windows.all();
    }

    /** A series between two instants. */
    public Optional<Citable> timeline(String series, String from, String to) {
        return windows.find(series + "@" + from + ".." + to);
    }

    /** Baselines that the case can be held against. */
    public List<Citable> baselines() {
        return runs.baselines();
    }

    /** Names of artifacts that are of no single run. */
    public List<String> apart() {
        return runs.apart();
    }

    /**
     * A comparison of runs: the verdict, the figures, causes that are new or gone, and what else differs.
     *
     * @param base ids of runs of the case, or of one baseline
     * @param candidate the same; empty for the runs of the case that are not on the other side
     */
    public Compared compare(List<String> base, List<String> candidate) {
        try {
            return new Compared(runs.compare(base, candidate), "");
        } catch (RunSheets.NoComparisonException e) {
            return new Compared(List.of(), String.valueOf(e.getMessage()));
        }
    }

    /** What came of a comparison: items, or why there are none. */
    public record Compared(List<Citable> items, String refusal) {}

    /** The load test of a name such as {@code stress/k6}; empty before there is a diagnosis, too. */
    public Optional<LoadTestScript> loadTest(String name) {
        return result == null ? Optional.empty() : LoadTestSheet.script(name, library, result);
    }

    /** Ids of all rules. */
    public List<String> ruleIds() {
        return rules.ids();
    }

    static Citable fact(Fact fact) {
        var words = Figures.words(fact.value(), fact.unit());
        var origin = fact.origin() == Origin.CLAIMED ? " as the user said" : "";
        var exact = new ArrayList<Figure>();
        if (fact.value() instanceof Number number) {
            exact.add(Figure.exact(number.doubleValue(), fact.unit()));
        }
        return new Citable(
                "fact:" + fact.path(),
                "fact",
                Subject.NONE,
                List.of(fact.path() + " is " + words + origin + "."),
                exact,
                fact.artifact().isEmpty() ? List.of() : List.of("artifact:" + fact.artifact()));
    }
}
