package dev.perfadvisor.engine.rules;

import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Trait;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the traits of a run from its facts. What the facts do not say is left out. */
public final class TraitReader {

    private final Scope scope;

    private TraitReader(Scope scope) {
        this.scope = scope;
    }

    /** In the order of the table. */
    public static List<Trait.Values> read(RuleBook book, FactTree facts) {
        var reader = new TraitReader(Scope.of(facts));
        return book.characteristics().stream()
                .map(reader::values)
                .filter(Objects::nonNull)
                .toList();
    }

    private Trait.@Nullable Values values(Characteristic row) {
        if (row.unless() != null && scope.value(row.unless()) != null) {
            return null;
        }
        var list = row.list();
        if (list == null) {
            var value = value(row, scope);
            return value == null ? null : new Trait.Values(row.trait(), Map.of("", value), null);
        }
        if (!(scope.value(list) instanceof List<?> elements)) {
            return null;
        }
        if (row.per() != null && number(scope.value(row.per())) == null) {
            return null;
        }
        var values = new LinkedHashMap<String, Double>();
        for (var element : elements) {
            if (element instanceof Record record) {
                var inner = scope.with(row.as(), record, list.toString());
                var value = value(row, inner);
                if (value != null) {
                    values.merge(subject(row, inner), value, Double::sum);
                }
            }
        }
        return new Trait.Values(row.trait(), values, unlisted(row, elements.size(), values));
    }

    private static @Nullable Double unlisted(Characteristic row, int length, Map<String, Double> values) {
        boolean all = row.full() == 0 || length < row.full();
        return switch (row.absent()) {
            case UNKNOWN -> null;
            case NOTHING -> all ? (Double) 0.0 : null;
            case LEAST -> all ? (Double) 0.0 : (Double) least(values);
        };
    }

    private static double least(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    }

    private static String subject(Characteristic row, Scope scope) {
        var subject = row.subject().stream()
                .map(scope::value)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        return subject.isEmpty() ? "(not known)" : subject;
    }

    private static @Nullable Double value(Characteristic row, Scope scope) {
        var value = number(scope.value(row.value()));
        if (value == null || row.per() == null) {
            return value;
        }
        var per = number(scope.value(row.per()));
        return per == null || per == 0 ? null : (Double) (value / per);
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value == null ? null : (Double) Condition.number(value);
    }
}
