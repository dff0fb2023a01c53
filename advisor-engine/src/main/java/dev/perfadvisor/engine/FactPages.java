package dev.perfadvisor.engine;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Items;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.FactTable;
import dev.perfadvisor.engine.rules.FactLeaves;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The facts of a result to be looked up by their paths: every single one, with its unit and its place. */
public final class FactPages {

    private static final int MOST_ELSEWHERE = 12;

    /** Which of the elements of a list. */
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

    private FactPages() {}

    /**
     * Those whose path begins with some words: {@code sql.statements[2].} for all of a statement, or nothing for all that there
     * are. Where there are more than can be read at once, how their paths go on.
     */
    public static Document of(Result result, String prefix) {
        var blocks = new ArrayList<>(FactTable.of(result, prefix, beginning(result, prefix)));
        var elsewhere = beginning(result, prefix).isEmpty() ? holding(result, prefix) : List.<String>of();
        if (!elsewhere.isEmpty()) {
            blocks.add(new Paragraph("Paths that have it further on:"));
            blocks.add(new Items(elsewhere.stream()
                    .map(path -> new Item(Mark.BULLET, path, ""))
                    .toList()));
        }
        return new Document("Facts", blocks);
    }

    /** Beginnings of paths that end with a step that has a word in it. */
    private static List<String> holding(Result result, String word) {
        var part = Pattern.compile(
                ".*?" + Pattern.quote(word.strip()) + "\\w*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return FactLeaves.of(result.facts()).stream()
                .map(fact -> part.matcher(INDEX.matcher(fact.path()).replaceAll("")))
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .filter(path -> path.indexOf('[') < 0)
                .distinct()
                .sorted(Comparator.comparingInt(String::length))
                .limit(MOST_ELSEWHERE)
                .toList();
    }

    /** How paths that begin so go on, each to its next dot or bracket. */
    public static List<String> next(Result result, String prefix) {
        return FactTable.next(prefix, beginning(result, prefix));
    }

    private static List<Fact> beginning(Result result, String prefix) {
        return FactLeaves.of(result.facts()).stream()
                .filter(fact -> fact.path().startsWith(prefix))
                .toList();
    }
}
