package dev.perfadvisor.engine.evidence.jfr;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of {@code frames.tsv}: which classes and methods belong to which {@link Category}. */
final class FrameTable {

    private static final String ANY = "*";

    /** Methods remembered, so that those of one program are sorted once and those of a hostile file do not add up. */
    private static final int MOST_REMEMBERED = 100_000;

    /** Knows no frames. */
    static final FrameTable EMPTY = new FrameTable(List.of());

    private final List<Row> rows;
    private final Map<Method, Long> remembered = new ConcurrentHashMap<>();

    private record Row(Category category, String classPrefix, String methodPrefix) {

        boolean matches(String className, String method) {
            return (classPrefix.equals(ANY) || className.startsWith(classPrefix)) && method.startsWith(methodPrefix);
        }
    }

    private record Method(String className, String name) {}

    private FrameTable(List<Row> rows) {
        this.rows = rows;
    }

    /** The table that comes with the engine. */
    static FrameTable load() {
        var stream = Objects.requireNonNull(FrameTable.class.getResourceAsStream("frames.tsv"), "frames.tsv");
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var rows = new ArrayList<Row>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    var cells = line.split("\t", -1);
                    rows.add(new Row(Category.of(cells[0]), cells[1], cells.length > 2 ? cells[2] : ""));
                }
            }
            return new FrameTable(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The set of categories of a method, as bits. */
    long categories(String className, String method) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(new Method(className, method), this::look);
    }

    private long look(Method method) {
        long found = 0;
        boolean known = false;
        for (var row : rows) {
            if (row.matches(method.className, method.name)) {
                found |= row.category.bit();
                known |= !row.classPrefix.equals(ANY);
            }
        }
        if (known && !Category.APPLICATION.in(found)) {
            return found;
        }
        return (found & ~(Category.JDK.bit() | Category.LIBRARY.bit())) | Category.APPLICATION.bit();
    }
}
