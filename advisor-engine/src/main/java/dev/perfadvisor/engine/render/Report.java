package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Chart;
import dev.perfadvisor.engine.model.Charted;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Profile.Profiled;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Folded;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import dev.perfadvisor.engine.render.Document.Tone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays a result out: the answer first, then causes with their evidence, the plan, and what to collect next. */
public final class Report {

    private static final int MOST_CAUSES = 5;

    private final Result result;
    private final List<Block> blocks = new ArrayList<>();

    private Report(Result result) {
        this.result = result;
    }

    /** The document of a result. */
    public static Document of(Result result) {
        var report = new Report(result);
        report.verdict();
        report.bands();
        report.basis();
        if (result.nothingRead()) {
            report.unread();
            return report.document();
        }
        boolean logsOnly = result.artifacts().stream().allMatch(a -> a.kind().equals("sql"));
        if (logsOnly) {
            report.profiles();
        }
        report.causes();
        report.otherFindings();
        report.measured();
        if (!logsOnly) {
            report.profiles();
        }
        report.flames();
        report.caching();
        report.plan();
        report.next();
        report.blocks.addAll(EvidenceSection.of(result));
        return report.document();
    }

    private Document document() {
        return new Document("Diagnosis", result.problem().text(), List.copyOf(blocks));
    }

    /** Why comes first, and there is a plan only for what was said in words. */
    private void unread() {
        blocks.addAll(EvidenceSection.of(result));
        if (result.problem().said()) {
            causes();
            plan();
        }
        next();
    }

    /**
     * The same for where there is little room, such as a comment on a change: the answer and the causes can be seen, all
     * other sections are folded.
     */
    public static Document digest(Result result) {
        var document = of(result);
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < document.blocks().size(); ) {
            int end = i + 1;
            while (end < document.blocks().size()
                    && !isSection(document.blocks().get(end))) {
                end++;
            }
            var part = document.blocks().subList(i, end);
            if (part.getFirst() instanceof Heading(var level, var text, var id) && level == 1 && !id.equals("causes")) {
                blocks.add(new Folded(text, List.copyOf(part.subList(1, part.size()))));
            } else {
                blocks.addAll(part);
            }
            i = end;
        }
        return new Document(document.title(), document.subtitle(), List.copyOf(blocks));
    }

    private static boolean isSection(Block block) {
        return block instanceof Heading heading && heading.level() == 1;
    }

    /** The answer and the judged figures alone. */
    public static List<Block> answer(Result result) {
        var report = new Report(result);
        report.verdict();
        report.bands();
        return List.copyOf(report.blocks);
    }

    /** One section of the report by its id, empty when there is none. */
    public static Document section(Result result, String id) {
        var document = of(result);
        var blocks = new ArrayList<Block>();
        boolean inside = false;
        for (var block : document.blocks()) {
            if (block instanceof Heading(var level, var _, var heading) && level == 1) {
                inside = heading.equals(id);
            }
            if (inside) {
                blocks.add(block);
            }
        }
        return new Document(document.title(), List.copyOf(blocks));
    }

    /** One cause with its votes and the facts that they cite, also one that the report leaves out. */
    public static Document ofCause(Result result, Cause cause) {
        return new Document("Why", new CauseSection(result).why(cause));
    }

    private void verdict() {
        var diagnosis = result.diagnosis();
        boolean serious = diagnosis.causes().stream()
                .anyMatch(
                        c -> c.severity().atLeast(Severity.MEDIUM) && c.status().equals(Cause.SUPPORTED));
        var tone = diagnosis.healthy() ? Tone.GOOD : serious ? Tone.BAD : Tone.WARNING;
        if (result.artifacts().isEmpty()) {
            tone = Tone.NEUTRAL;
        }
        var first = diagnosis.healthy() || diagnosis.causes().isEmpty()
                ? List.<Document.Label>of()
                : CauseSection.first(diagnosis.causes().getFirst());
        blocks.add(new Document.Verdict(tone, diagnosis.verdict(), first));
    }

    private void bands() {
        if (result.bands().isEmpty()) {
            return;
        }
        var rows = result.bands().stream()
                .map(r -> List.of(
                        r.band().metric(),
                        Figures.words(r.value(), r.band().unit()),
                        r.judgement(),
                        Figures.words(r.band().good(), r.band().unit()),
                        Figures.words(r.band().acceptable(), r.band().unit()),
                        Figures.words(r.band().poor(), r.band().unit()),
                        r.origin() == Origin.CLAIMED ? "as you say" : "measured"))
                .toList();
        blocks.add(new Table(
                List.of("Metric", "Value", "Judged", "Good", "Acceptable", "Poor beyond", "Origin"),
                rows,
                List.of(1, 3, 4, 5),
                result.bands().stream().map(r -> "band-" + r.band().id()).toList()));
        var sources =
                result.bands().stream().map(r -> r.band().source()).distinct().collect(Collectors.joining("; "));
        blocks.add(new Paragraph("Limits: " + sources + "."));
    }

    private void basis() {
        var basis = Basis.of(result);
        if (!basis.isEmpty()) {
            blocks.add(new Paragraph(basis));
        }
    }

    /** Before the causes where only logs were handed in: who brings a log alone came for its statements, too. */
    private void profiles() {
        result.facts().roots().forEach((root, facts) -> {
            if (facts instanceof Profiled profiled) {
                blocks.addAll(ProfileSection.of(profiled.profile(), "profile-" + root));
            }
        });
    }

    private void causes() {
        var causes = result.diagnosis().causes();
        if (causes.isEmpty()) {
            return;
        }
        boolean supported = causes.getFirst().status().equals(Cause.SUPPORTED);
        blocks.add(new Heading(1, supported ? "Causes" : "Hypotheses", "causes"));
        if (supported) {
            blocks.add(new Paragraph(CauseSection.SCALE));
        }
        var section = new CauseSection(result);
        int number = 0;
        for (var cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            number++;
            blocks.addAll(section.of(number, cause));
        }
        if (causes.size() > MOST_CAUSES) {
            blocks.add(new Paragraph("Also, with less support: "
                    + String.join(
                            "; ",
                            causes.subList(MOST_CAUSES, causes.size()).stream()
                                    .map(Cause::title)
                                    .toList())
                    + "."));
        }
    }

    /** Findings that speak for no cause that is shown and that none explains: quality of the evidence, and symptoms. */
    private void otherFindings() {
        var shown = new HashSet<String>();
        result.diagnosis().causes().stream().limit(MOST_CAUSES).forEach(cause -> {
            cause.why().forEach(vote -> shown.add(vote.from()));
            shown.addAll(cause.explains());
        });
        blocks.addAll(NoticedSection.of(result.diagnosis().findings().stream()
                .filter(finding -> !shown.contains(finding.rule()))
                .toList()));
    }

    private void caching() {
        if (result.caching().isEmpty()) {
            return;
        }
        blocks.add(new Heading(1, "Which cache for which data", "caching"));
        blocks.add(new Table(
                List.of("Data", "Strategy", "TTL", "Invalidation"),
                result.caching().stream()
                        .map(row -> List.of(row.data(), row.strategy(), row.ttl(), row.invalidation()))
                        .toList(),
                List.of(),
                result.caching().stream().map(row -> "cache-" + row.id()).toList()));
    }

    private void plan() {
        blocks.add(new Heading(1, "Plan", "plan"));
        for (var stage : result.plan().stages()) {
            blocks.add(new Heading(
                    2,
                    capitalised(stage.stage()) + ": " + stage.stage().purpose(),
                    "plan-" + stage.stage().id()));
            steps(stage);
        }
    }

    private void steps(Plan.PlanStage stage) {
        for (var step : stage.steps()) {
            var detail = step.status() == Step.Status.OPEN ? step.detail() : "";
            var id = "step-" + stage.stage().id() + "-" + (stage.steps().indexOf(step) + 1);
            blocks.add(new Items(List.of(new Item(mark(step), step.title(), detail, id))));
            if (!step.command().isEmpty()) {
                blocks.add(new Code("sh", step.command()));
            }
            if (!step.snippet().isEmpty()) {
                var code = new Code("", step.snippet());
                boolean isLong = step.snippet().lines().count() > 12;
                blocks.add(isLong ? new Folded("The script", List.of(code)) : code);
            }
        }
    }

    private static Mark mark(Step step) {
        return switch (step.status()) {
            case DONE -> Mark.DONE;
            case OPEN -> Mark.OPEN;
            case NOT_NEEDED -> Mark.NOT_NEEDED;
        };
    }

    private static String capitalised(Stage stage) {
        var id = stage.id();
        return Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    private void next() {
        var next = result.diagnosis().next();
        if (next.isEmpty()) {
            return;
        }
        blocks.add(new Heading(1, "What to collect next", "next"));
        for (var evidence : next) {
            var decides = evidence.decides().isEmpty() ? "" : "Decides: " + String.join(", ", evidence.decides());
            var id = "next-" + (next.indexOf(evidence) + 1);
            blocks.add(new Items(List.of(new Item(Mark.PLUS, evidence.ask(), decides, id))));
            blocks.add(new Code("sh", evidence.command()));
        }
    }

    /** What the facts show of themselves: flame graphs, or all else. */
    private List<Document.Figure> figures(boolean flames) {
        return result.facts().roots().values().stream()
                .flatMap(facts -> facts instanceof Charted charted ? charted.exhibits().stream() : Stream.empty())
                .filter(exhibit -> exhibit.chart() instanceof Chart.Flame == flames)
                .map(exhibit -> new Document.Figure(exhibit.id(), exhibit.title(), exhibit.caption(), exhibit.chart()))
                .toList();
    }

    private void measured() {
        var figures = figures(false);
        if (!figures.isEmpty()) {
            blocks.add(new Heading(1, "What was measured", "measured"));
            blocks.addAll(figures);
        }
    }

    private void flames() {
        var figures = figures(true);
        if (!figures.isEmpty()) {
            blocks.add(new Heading(1, "Flame graphs", "flame-graphs"));
            for (var figure : figures) {
                var untitled = new Document.Figure(figure.id(), "", figure.caption(), figure.chart());
                blocks.add(new Folded(figure.title(), List.of(untitled)));
            }
        }
    }
}
