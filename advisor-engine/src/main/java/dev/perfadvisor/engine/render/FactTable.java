package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Code;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Facts by path, one a row and texts of a list together, each with its place and to be linked to by {@code fact-PATH}. */
public final class FactTable {

    private static final int MOST = 300;

    /** Characters of a value: a statement is read in full here. */
    private static final int LONGEST = 4000;

    /** Characters of several texts that stand in one cell. */
    private static final int MOST_IN_A_CELL = 60;

    /** Texts of a list that are one row. */
    private static final int MOST_OF_A_RUN = 100;

    private static final Pattern ELEMENT = Pattern.compile("(.*)\\[([0-9]+)]");

    private FactTable() {}

    /**
     * The facts, or of many those whose path ends with the next word, and how the other paths go on.
     *
     * @param prefix with which all of them begin
     */
    public static List<Block> of(Result result, String prefix, List<Fact> facts) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Paragraph(count(facts.size())));
        if (facts.isEmpty()) {
            return blocks;
        }
        if (facts.size() <= MOST) {
            blocks.addAll(table(result, facts));
            return blocks;
        }
        var groups = groups(prefix, facts);
        var single = facts.stream()
                .filter(fact -> groups.containsKey(fact.path()))
                .limit(MOST)
                .toList();
        if (!single.isEmpty()) {
            blocks.addAll(table(result, single));
        }
        var longer = groups.entrySet().stream()
                .filter(group -> isOpen(group.getKey()))
                .toList();
        blocks.add(new Table(
                List.of("Path begins with", "Facts", "The first of them"),
                longer.stream()
                        .limit(MOST)
                        .map(group -> List.of(
                                group.getKey(),
                                Figures.words(group.getValue().size(), ""),
                                group.getValue().getFirst().path()))
                        .toList(),
                List.of(1)));
        if (longer.size() > MOST) {
            blocks.add(new Paragraph(Figures.words(longer.size() - MOST, "") + " more paths are not shown."));
        }
        return blocks;
    }

    /** How the paths go on behind a prefix, each to its next dot or bracket, or to its end. */
    public static List<String> next(String prefix, List<Fact> facts) {
        return List.copyOf(groups(prefix, facts).keySet());
    }

    private static Map<String, List<Fact>> groups(String prefix, List<Fact> facts) {
        var groups = new LinkedHashMap<String, List<Fact>>();
        for (var fact : facts) {
            int end = prefix.length();
            while (end < fact.path().length() && !isEnd(fact.path().charAt(end))) {
                end++;
            }
            var start = fact.path().substring(0, Math.min(end + 1, fact.path().length()));
            groups.computeIfAbsent(start, _ -> new ArrayList<>()).add(fact);
        }
        return groups;
    }

    private static boolean isEnd(char c) {
        return c == '.' || c == '[';
    }

    private static boolean isOpen(String start) {
        return isEnd(start.charAt(start.length() - 1));
    }

    /** The table, and below it what would not fit into one of its cells and is there to be copied. */
    private static List<Block> table(Result result, List<Fact> facts) {
        var places = new Places(result);
        var rows = new ArrayList<List<String>>();
        var ids = new ArrayList<String>();
        var below = new ArrayList<Block>();
        var above = "";
        for (var run : runs(facts)) {
            var values = run.stream().map(FactTable::value).toList();
            var value = String.join(", ", values);
            if (run.size() > 1 && value.length() > MOST_IN_A_CELL) {
                value = values.size() + " texts, below";
                below.add(new Heading(2, path(run), "texts-" + path(run)));
                below.add(new Code("", String.join("\n", values)));
            }
            var place = places.of(run.getFirst());
            rows.add(List.of(path(run), value, place.equals(above) ? "as above" : place));
            ids.add("fact-" + run.getFirst().path());
            above = place;
        }
        var blocks = new ArrayList<Block>();
        blocks.add(new Table(List.of("Fact", "Value", "From"), rows, List.of(), ids));
        blocks.addAll(below);
        return blocks;
    }

    /** Texts of one list that come from one place, such as the calls of a stack, together; all other facts alone. */
    private static List<List<Fact>> runs(List<Fact> facts) {
        var runs = new ArrayList<List<Fact>>();
        for (var fact : facts) {
            if (runs.isEmpty() || !goesOn(runs.getLast(), fact)) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(fact);
        }
        return runs;
    }

    private static boolean goesOn(List<Fact> run, Fact fact) {
        var first = run.getFirst();
        return run.size() < MOST_OF_A_RUN
                && first.value() instanceof String
                && fact.value() instanceof String
                && !list(fact.path()).isEmpty()
                && list(fact.path()).equals(list(first.path()))
                && fact.artifact().equals(first.artifact())
                && fact.locator().equals(first.locator());
    }

    /** The path of the list that a fact is an element of; empty when it is of none. */
    private static String list(String path) {
        var element = ELEMENT.matcher(path);
        return element.matches() ? element.group(1) : "";
    }

    private static String index(Fact fact) {
        var element = ELEMENT.matcher(fact.path());
        return element.matches() ? element.group(2) : "";
    }

    /** {@code jfr.locks.locks[0].stack[0..7]}. */
    private static String path(List<Fact> run) {
        var first = run.getFirst();
        return run.size() == 1
                ? first.path()
                : list(first.path()) + "[" + index(first) + ".." + index(run.getLast()) + "]";
    }

    private static String count(int facts) {
        return switch (facts) {
            case 0 -> "No fact has a path that begins so.";
            case 1 -> "One fact.";
            default ->
                Figures.words(facts, "") + " facts"
                        + (facts > MOST ? "; say more of the path to see their values." : ".");
        };
    }

    private static String value(Fact fact) {
        return Places.cut(Figures.words(fact.value(), fact.unit()), LONGEST);
    }
}
