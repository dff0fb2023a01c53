package dev.perfadvisor.engine;

import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts;
import dev.perfadvisor.engine.evidence.loadtest.LoadTestFacts.Latency;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.store.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Baselines to read, and as JSON: {@code advisor.baselines/1} for the list, {@code advisor.baseline/1} for one. */
public final class BaselinePages {

    private static final String UNKNOWN = "unknown";

    private BaselinePages() {}

    /** All baselines. */
    public static Document list(List<Baseline.Entry> entries) {
        if (entries.isEmpty()) {
            return new Document(
                    "Baselines",
                    List.of(new Paragraph("No baseline has been kept yet: baseline save NAME keeps one.")));
        }
        var rows = entries.stream()
                .map(e -> List.of(
                        e.name() + "@" + e.version(),
                        time(e.savedAt()),
                        String.valueOf(e.runs()),
                        e.test(),
                        settings(e.environment())))
                .toList();
        return new Document(
                "Baselines",
                List.of(new Table(List.of("Baseline", "Kept", "Runs", "Test", "Environment"), rows, List.of(2))));
    }

    /** {@code {schema, baselines[] {name, version, savedAt, test, environment {}, runs}}}. */
    public static Map<String, Object> listJson(List<Baseline.Entry> entries) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "advisor.baselines/1");
        json.put("baselines", entries);
        return json;
    }

    /** One baseline with the figures of its runs. */
    public static Document show(Baseline baseline, List<Run> runs) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph(baseline.name() + "@" + baseline.version() + ", kept " + time(baseline.savedAt())
                + ". Test: " + baseline.test() + "."));
        blocks.add(new Table(
                List.of("Environment", "Value"),
                baseline.environment().entrySet().stream()
                        .map(e -> List.of(e.getKey(), e.getValue()))
                        .toList(),
                List.of()));
        blocks.add(new Table(
                List.of("Run", "Requests", "p50", "p95", "p99", "Failed"),
                runs.stream().map(BaselinePages::row).toList(),
                List.of(1, 2, 3, 4, 5)));
        return new Document("Baseline " + baseline.name(), List.copyOf(blocks));
    }

    private static List<String> row(Run run) {
        var load = load(run);
        if (load == null) {
            return List.of(run.label(), "no load test", "", "", "", "");
        }
        var failed = load.errors().failedRatio();
        return List.of(
                run.label(),
                Figures.plain((double) load.run().requests()),
                words(load, Latency::p50),
                words(load, Latency::p95),
                words(load, Latency::p99),
                failed == null ? UNKNOWN : Figures.percent(failed));
    }

    private static String words(LoadTestFacts load, Function<Latency, @Nullable Duration> quantile) {
        var value = quantile.apply(load.latency());
        return value == null ? UNKNOWN : Figures.seconds(value.toNanos() / 1e9);
    }

    private static @Nullable LoadTestFacts load(Run run) {
        FactTree facts = run.result().facts();
        return facts.root("load", LoadTestFacts.class);
    }

    /** {@code {schema, name, version, savedAt, test, environment {}, runs[] {label, requests, p50, p95, p99, failedRatio}}}. */
    public static Map<String, Object> showJson(Baseline baseline, List<Run> runs) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "advisor.baseline/1");
        json.put("name", baseline.name());
        json.put("version", baseline.version());
        json.put("savedAt", baseline.savedAt());
        json.put("test", baseline.test());
        json.put("environment", baseline.environment());
        json.put("runs", runs.stream().map(BaselinePages::runJson).toList());
        return json;
    }

    private static Map<String, @Nullable Object> runJson(Run run) {
        var load = load(run);
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("label", run.label());
        json.put("requests", load == null ? null : load.run().requests());
        json.put("p50", load == null ? null : load.latency().p50());
        json.put("p95", load == null ? null : load.latency().p95());
        json.put("p99", load == null ? null : load.latency().p99());
        json.put("failedRatio", load == null ? null : load.errors().failedRatio());
        return json;
    }

    /** What a save says. */
    public static Document saved(Baselines.Saved saved) {
        var blocks = new ArrayList<Block>();
        int runs = saved.baseline().runs().size();
        blocks.add(new Paragraph("Kept as " + saved.baseline().name() + "@"
                + saved.baseline().version() + ": " + (runs == 1 ? "1 run" : runs + " runs") + ", "
                + saved.baseline().test() + "."));
        saved.notes().forEach(note -> blocks.add(new Paragraph(sentence(note))));
        return new Document("Baseline", List.copyOf(blocks));
    }

    /** As the baseline itself, with {@code notes[]}: what keeps its runs from being compared, or weakens it. */
    public static Map<String, Object> savedJson(Baselines.Saved saved, List<Run> runs) {
        var json = showJson(saved.baseline(), runs);
        json.put("notes", saved.notes());
        return json;
    }

    /** What a deletion says. */
    public static Document deleted(String reference, int versions) {
        var count = versions == 1 ? "1 version" : versions + " versions";
        return new Document("Baseline", List.of(new Paragraph("Deleted " + count + " of " + reference + ".")));
    }

    /** {@code {schema, baseline, deleted}}. */
    public static Map<String, Object> deletedJson(String reference, int versions) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schema", "advisor.baseline-deleted/1");
        json.put("baseline", reference);
        json.put("deleted", versions);
        return json;
    }

    private static String sentence(String note) {
        var text = Character.toUpperCase(note.charAt(0)) + note.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private static String settings(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES)
                .toString()
                .replace('T', ' ')
                .replace(":00Z", " UTC")
                .replace("Z", " UTC");
    }
}
