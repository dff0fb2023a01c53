package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All single values of a tree of facts, of each list the first 200, in the order of the tree, as facts with path, unit and source: {@code
 * sql.statements[0].mean}, {@code load.errors.errors[timeout]}. What is unknown is a fact without a value.
 */
public final class FactLeaves {

    /** Longer lists are trees and timelines, which are no facts to be told one by one. */
    private static final int MOST_ELEMENTS = 200;

    private final List<Fact> facts = new ArrayList<>();
    private final Origin origin;

    private FactLeaves(Origin origin) {
        this.origin = origin;
    }

    public static List<Fact> of(FactTree tree) {
        var all = new ArrayList<Fact>();
        tree.roots().forEach((name, root) -> {
            var leaves = new FactLeaves(Scope.CLAIMS.equals(name) ? Origin.CLAIMED : Origin.MEASURED);
            leaves.walk(name, name, root, null);
            all.addAll(leaves.facts);
        });
        return List.copyOf(all);
    }

    private void walk(String path, String name, @Nullable Object value, @Nullable Source source) {
        switch (value) {
            case Record record -> components(path, record, source);
            case Iterable<?> list -> {
                int i = 0;
                for (var element : list) {
                    if (i == MOST_ELEMENTS) {
                        break;
                    }
                    walk(path + "[" + i + "]", name, element, source);
                    i++;
                }
            }
            case Map<?, ?> map -> map.forEach((key, element) -> walk(path + "[" + key + "]", name, element, source));
            case null, default -> {
                var quantity = Quantity.of(name, value);
                facts.add(new Fact(
                        path,
                        quantity.value(),
                        quantity.unit(),
                        origin,
                        source == null ? "" : source.artifact(),
                        source == null ? "" : source.locator()));
            }
        }
    }

    private void components(String path, Record record, @Nullable Source above) {
        var source = above;
        var components = Components.of(record.getClass());
        for (var component : components.values()) {
            if (component.getType() == Source.class && Components.read(component, record) instanceof Source own) {
                source = own;
            }
        }
        for (var component : components.values()) {
            if (component.getType() != Source.class) {
                walk(path + "." + component.getName(), component.getName(), Components.read(component, record), source);
            }
        }
    }
}
