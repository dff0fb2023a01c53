package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.FactReader.Facts;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Source;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Heading;
import dev.perfadvisor.engine.render.Document.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts for reading: a table a root, one row a fact. What is unknown is left out. */
final class FactsPage {

    private final List<List<String>> rows = new ArrayList<>();

    private FactsPage() {}

    static Document of(Facts facts) {
        var blocks = new ArrayList<Block>();
        facts.tree().roots().forEach((root, record) -> {
            var page = new FactsPage();
            page.add(root, record);
            blocks.add(new Heading(1, root, root));
            blocks.add(new Table(List.of("Fact", "Value"), page.rows, List.of()));
        });
        return new Document("Facts", List.copyOf(blocks));
    }

    private void add(String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Source(var artifact, var locator) -> row(path, artifact + ", " + locator);
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    add(path + "." + component.getName(), valueOf(record, component));
                }
            }
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    add(path + "[" + i + "]", list.get(i));
                }
            }
            case Map<?, ?> map -> map.forEach((key, element) -> add(path + "." + key, element));
            case Duration duration -> row(path, Figures.seconds(duration.toNanos() / 1e9));
            case Number number -> row(path, Figures.words(number, ""));
            default -> row(path, value.toString());
        }
    }

    private void row(String path, String value) {
        rows.add(List.of(path, value));
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Facts have public accessors that do not fail", e);
        }
    }
}
