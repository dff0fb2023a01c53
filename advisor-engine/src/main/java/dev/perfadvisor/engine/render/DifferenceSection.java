package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Difference;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came with a change: causes that are new or gone, facts that differ, and where the environments do. */
final class DifferenceSection {

    /** What differs most is what matters; JSON has all of it. */
    private static final int MOST_OF_AREA = 5;

    private static final int MOST_SUBJECT = 70;

    private DifferenceSection() {}

    static List<Block> of(Comparison comparison) {
        var blocks = new ArrayList<Block>();
        causes(comparison, blocks);
        differences(comparison, blocks);
        if (!comparison.environment().isEmpty()) {
            blocks.add(new Heading(1, "Not the same environment", "environment"));
            blocks.add(new Table(
                    List.of("Setting", "Base", "Candidate"),
                    comparison.environment().stream()
                            .map(s -> List.of(s.name(), s.base(), s.candidate()))
                            .toList(),
                    List.of()));
        }
        return blocks;
    }

    private static void causes(Comparison comparison, List<Block> blocks) {
        if (comparison.causes().isEmpty()) {
            return;
        }
        blocks.add(new Heading(1, "Causes, before and after", "cause-changes"));
        for (var cause : comparison.causes()) {
            var text = cause.change().id() + ": " + cause.title() + " (" + cause.id() + "), support "
                    + supports(cause.base()) + " before, " + supports(cause.candidate()) + " after"
                    + (cause.certain() ? "" : "; the side without it would not have shown it");
            blocks.add(new Items(List.of(new Item(mark(cause.change()), text, "", "cause-" + cause.id()))));
            if (cause.change() == CauseChange.Change.NEW || cause.change() == CauseChange.Change.STRONGER) {
                cause.findings().forEach(finding -> explain(finding, blocks));
            }
        }
    }

    private static Mark mark(CauseChange.Change change) {
        return switch (change) {
            case NEW, STRONGER -> Mark.PLUS;
            case GONE, WEAKER -> Mark.MINUS;
            case SAME -> Mark.BULLET;
        };
    }

    private static void explain(Finding finding, List<Block> blocks) {
        blocks.add(new Paragraph(finding.diagnosis()));
        blocks.add(new Paragraph(finding.rule() + ": "
                + finding.evidence().stream().map(DifferenceSection::cited).collect(Collectors.joining("; "))));
    }

    private static String cited(Fact fact) {
        return fact.path() + " = " + cut(Figures.words(fact.value(), fact.unit()));
    }

    /** {@code 23 to 25 decibans}, {@code none}. */
    private static String supports(List<@Nullable Double> supports) {
        var known = supports.stream()
                .filter(Objects::nonNull)
                .mapToDouble(support -> support)
                .summaryStatistics();
        if (known.getCount() == 0) {
            return "none";
        }
        var low = Figures.plain(known.getMin());
        var high = Figures.plain(known.getMax());
        var range = low.equals(high) ? low : low + " to " + high;
        return known.getCount() == supports.size()
                ? range
                : range + " in " + known.getCount() + " of " + supports.size() + " runs";
    }

    private static void differences(Comparison comparison, List<Block> blocks) {
        if (comparison.differences().isEmpty()) {
            return;
        }
        blocks.add(new Heading(1, "What else differs", "differences"));
        var areas = comparison.differences().stream()
                .map(d -> d.trait().area())
                .distinct()
                .toList();
        var rows = new ArrayList<List<String>>();
        var ids = new ArrayList<String>();
        long left = 0;
        for (var area : areas) {
            var all = comparison.differences().stream()
                    .filter(d -> d.trait().area().equals(area))
                    .toList();
            all.stream().limit(MOST_OF_AREA).forEach(difference -> {
                rows.add(row(difference));
                ids.add("difference-" + (comparison.differences().indexOf(difference) + 1));
            });
            left += Math.max(0, all.size() - MOST_OF_AREA);
        }
        blocks.add(new Table(List.of("What", "Of", "Base", "Candidate", "Change"), rows, List.of(2, 3), ids));
        boolean proven = comparison.differences().stream().anyMatch(Difference::proven);
        blocks.add(new Paragraph((proven
                        ? "* holds in a rank test over the runs, at most one in twenty of those marked by chance."
                        : "None of it is proven: with so few runs it shows where to look.")
                + (left == 0 ? "" : " " + left + " more are in the JSON.")));
    }

    private static List<String> row(Difference difference) {
        var unit = difference.trait().unit();
        var ratio = difference.ratio();
        return List.of(
                difference.trait().title(),
                cut(difference.subject()),
                range(difference.base(), unit),
                range(difference.candidate(), unit),
                (difference.proven() ? "* " : "")
                        + difference.change().id()
                        + (ratio == null
                                        || difference.change() == Difference.Change.APPEARED
                                        || difference.change() == Difference.Change.DISAPPEARED
                                ? ""
                                : ", " + Figures.plain(ratio) + " times"));
    }

    private static String range(Difference.Side side, String unit) {
        var all = side.values().stream().mapToDouble(value -> value).summaryStatistics();
        var low = Figures.words(all.getMin(), unit);
        var high = Figures.words(all.getMax(), unit);
        var range = low.equals(high) ? low : low + " to " + high;
        return side.atMost() ? "at most " + high : range;
    }

    private static String cut(String text) {
        return text.length() > MOST_SUBJECT ? text.substring(0, MOST_SUBJECT - 3) + "..." : text;
    }
}
