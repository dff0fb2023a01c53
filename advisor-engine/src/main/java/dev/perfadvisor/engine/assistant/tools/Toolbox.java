package dev.perfadvisor.engine.assistant.tools;

import dev.perfadvisor.engine.assistant.grounding.Citable;
import dev.perfadvisor.engine.assistant.grounding.Ledger;
import dev.perfadvisor.engine.assistant.tools.Tool.Parameter;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools over the ledger of a case. */
public final class Toolbox {

    private static final int MOST_BRANCHES = 40;
    private static final Pattern TIME = Pattern.compile("[\\d:.TZ-]{1,40}");

    /** Lists that come ranked, and which of their facts tell one element from another. */
    private static final Map<String, Ranking> RANKINGS = Map.of(
            "statements",
                    new Ranking(
                            "sql.statements",
                            List.of("fingerprint", "count", "total", "timeShare", "mean", "p95", "max")),
            "endpoints",
                    new Ranking(
                            "load.endpoints",
                            List.of(
                                    "name",
                                    "requests",
                                    "timeShare",
                                    "latency.p50",
                                    "latency.p95",
                                    "latency.p99",
                                    "failedRatio")),
            "stacks",
                    new Ranking(
                            "jfr.code.hotMethods",
                            List.of("name", "className", "selfShare", "totalShare", "calledFrom")),
            "locks", new Ranking("jfr.locks.locks", List.of("className", "count", "total", "max", "site")));

    private record Ranking(String list, List<String> components) {}

    private final Ledger ledger;
    private final List<Tool> tools;

    public Toolbox(Ledger ledger) {
        this.ledger = ledger;
        this.tools = List.of(
                new Tool(
                        "overview",
                        "Overview",
                        "The verdict, the causes in order, and what the user said. Begin here.",
                        List.of(Parameter.offset()),
                        arguments -> overview(arguments.offset())),
                listing(
                        "list_causes",
                        "Causes",
                        "Causes and hypotheses, ranked, with the votes that add up to their"
                                + " support, the gain of removing each, and its remedies.",
                        "cause"),
                listing(
                        "list_findings",
                        "Findings",
                        "Rules that fired on the evidence, with the facts they cite.",
                        "finding"),
                new Tool(
                        "get",
                        "Get by id",
                        "Anything that has an id, such as cause:db.missing-index or a 'see' of" + " another answer.",
                        List.of(Parameter.required("ids", "Ids, separated by commas.")),
                        this::get),
                new Tool(
                        "facts",
                        "Facts",
                        "Measured and claimed facts whose path begins with a prefix, such as"
                                + " jfr.gc or sql.statements[0]. A short prefix lists the branches below it.",
                        List.of(
                                Parameter.text("prefix", "Beginning of the path; empty for the roots."),
                                Parameter.offset()),
                        this::facts),
                new Tool(
                        "top",
                        "Top of a ranking",
                        "The elements that take most: SQL statements, endpoints of the load"
                                + " test, stacks of the profile, locks.",
                        List.of(
                                Parameter.choice("of", "What is ranked.", "statements", "endpoints", "stacks", "locks"),
                                Parameter.offset()),
                        this::top),
                new Tool(
                        "timeline",
                        "Timeline",
                        "Amounts over time: all series with their spans, or one series between" + " two instants.",
                        List.of(
                                Parameter.text("series", "Name of a series; empty lists them."),
                                Parameter.text("from", "ISO 8601 instant."),
                                Parameter.text("to", "ISO 8601 instant.")),
                        this::timeline),
                listing(
                        "plan",
                        "Plan",
                        "The steps of the five stages: measure, profile, identify, optimize, validate.",
                        "step"),
                listing(
                        "next_evidence",
                        "Next evidence",
                        "What to collect next, with the command, and what it decides.",
                        "next"),
                listing(
                        "remedies",
                        "Remedies",
                        "What can be done against the causes, with effort, risk and snippet.",
                        "remedy"),
                new Tool(
                        "rules",
                        "Rules",
                        "Ids of the rules whose id holds a word; get rule:ID tells of one.",
                        List.of(Parameter.text("word", "Part of an id, such as sql or gc."), Parameter.offset()),
                        this::rules),
                listing(
                        "bands",
                        "Decision table",
                        "What counts as good, acceptable and poor, with what was measured.",
                        "band"),
                listing("caching", "Caching table", "How to cache which data.", "cache"),
                listing(
                        "artifacts",
                        "Evidence",
                        "The files that were handed in, and how far they could be read.",
                        "artifact"),
                new Tool(
                        "comparison",
                        "Comparison",
                        "Whether a change helped: holds runs of a load test against others, and says better, worse, no change"
                                + " or what is not proven, with ratios and intervals, and which causes are new or gone."
                                + " Without a base it lists the runs of the case and the baselines.",
                        List.of(
                                Parameter.text(
                                        "base",
                                        "Before the change: ids of runs of the case, separated by commas, or of one baseline."),
                                Parameter.text(
                                        "candidate",
                                        "After it: ids likewise; the other runs of the case when left out."),
                                Parameter.offset()),
                        this::comparison),
                new Tool(
                        "load_test",
                        "Load test",
                        "Writes a load test with the requests, the mix and the rate of this case, and the success criteria"
                                + " as thresholds.",
                        List.of(
                                Parameter.option(
                                        "kind",
                                        "What it is to find out; average when left out.",
                                        Arrays.stream(LoadKind.values()).map(LoadKind::id)),
                                Parameter.option(
                                        "tool",
                                        "What is to run it; k6 when left out.",
                                        Arrays.stream(dev.perfadvisor.engine.loadgen.Tool.values())
                                                .map(dev.perfadvisor.engine.loadgen.Tool::id))),
                        this::loadTest));
    }

    /** All tools, in a fixed order. */
    public List<Tool> tools() {
        return tools;
    }

    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** Whether a text is an id, a part of the id of a rule, the beginning of facts, a series or a time. */
    public boolean knows(String text) {
        return ledger.find(text).isPresent()
                || ledger.ruleIds().stream().anyMatch(id -> id.contains(text))
                || !ledger.branches(text).isEmpty()
                || ledger.timelines().stream().anyMatch(item -> item.id().startsWith("timeline:" + text + "@"))
                || TIME.matcher(text).matches();
    }

    private Tool listing(String name, String title, String description, String kind) {
        return new Tool(
                name,
                title,
                description,
                List.of(Parameter.offset()),
                arguments -> Page.of(ledger.all(kind), arguments.offset(), none(ledger.all(kind))));
    }

    private static String none(List<Citable> items) {
        return items.isEmpty() ? "There is none of this in the case." : "";
    }

    /** What an answer begins with. */
    public Page overview() {
        return overview(0);
    }

    private Page overview(int offset) {
        var items = new ArrayList<Citable>();
        for (var kind : List.of("verdict", "reply", "said", "cause")) {
            items.addAll(ledger.all(kind));
        }
        return Page.of(items, offset, "");
    }

    private Page get(Arguments arguments) {
        var found = new ArrayList<Citable>();
        var missing = new ArrayList<String>();
        for (var id : arguments.ids("ids")) {
            ledger.find(id).ifPresentOrElse(found::add, () -> missing.add(id));
        }
        return Page.of(found, 0, missing.isEmpty() ? "" : "There is no " + String.join(", ", missing) + ".");
    }

    private Page facts(Arguments arguments) {
        var prefix = arguments.text("prefix");
        var below = ledger.facts(prefix);
        var branches = ledger.branches(prefix);
        var note = below.isEmpty()
                ? "There is no fact below '" + prefix + "'. Roots: " + String.join(", ", ledger.branches(""))
                : branches.size() > 1
                        ? "Branches: " + branches.stream().limit(MOST_BRANCHES).collect(Collectors.joining(", "))
                        : "";
        return Page.of(below, arguments.offset(), note);
    }

    private Page top(Arguments arguments) {
        var ranking = RANKINGS.getOrDefault(arguments.text("of"), new Ranking("", List.of()));
        var items = new ArrayList<Citable>();
        for (int i = 0; ledger.branches(ranking.list() + "[" + i + "]").size() > 0; i++) {
            for (var component : ranking.components()) {
                ledger.find("fact:" + ranking.list() + "[" + i + "]." + component)
                        .ifPresent(items::add);
            }
        }
        return Page.of(items, arguments.offset(), none(items));
    }

    private Page timeline(Arguments arguments) {
        var series = arguments.text("series");
        if (series.isEmpty()) {
            return Page.of(ledger.timelines(), 0, none(ledger.timelines()));
        }
        var window = ledger.timeline(series, arguments.text("from"), arguments.text("to"));
        return window.map(item -> Page.of(List.of(item), 0, ""))
                .orElseGet(() -> Page.of(
                        List.of(), 0, "There is no series of that name, or 'from' and 'to' are no instants in order."));
    }

    private Page rules(Arguments arguments) {
        var items = ledger.ruleIds().stream()
                .filter(id -> id.contains(arguments.text("word")))
                .flatMap(id -> ledger.find("rule:" + id).stream())
                .toList();
        return Page.of(items, arguments.offset(), none(items));
    }

    private Page loadTest(Arguments arguments) {
        var kind = arguments.text("kind").isEmpty() ? LoadKind.AVERAGE.id() : arguments.text("kind");
        var runner = arguments.text("tool").isEmpty() ? "k6" : arguments.text("tool");
        var name = kind + "/" + runner;
        var items = Stream.concat(ledger.find("loadtest:" + name).stream(), validation().stream())
                .toList();
        return Page.of(items, 0, none(items))
                .with(ledger.loadTest(name).map(LoadTestScript::text).orElse(""));
    }

    private Page comparison(Arguments arguments) {
        var base = arguments.text("base");
        if (base.isEmpty()) {
            return runs(arguments);
        }
        var candidate = arguments.text("candidate");
        var compared =
                ledger.compare(arguments.ids("base"), candidate.isEmpty() ? List.of() : arguments.ids("candidate"));
        return Page.of(compared.items(), arguments.offset(), compared.refusal());
    }

    private Page runs(Arguments arguments) {
        var items = Stream.of(ledger.all("run"), ledger.baselines(), validation())
                .flatMap(List::stream)
                .toList();
        var apart = ledger.apart();
        return Page.of(
                items,
                arguments.offset(),
                "To compare, name a run or a baseline as base."
                        + (apart.isEmpty()
                                ? ""
                                : " Of no single run, by their times: " + String.join(", ", apart) + "."));
    }

    /** How to validate a change, where there is nothing yet to compare. */
    private List<Citable> validation() {
        return ledger.all("step").stream()
                .filter(item -> item.id().startsWith("step:validate/"))
                .toList();
    }
}
