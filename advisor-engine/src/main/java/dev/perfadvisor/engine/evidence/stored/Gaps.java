package dev.perfadvisor.engine.evidence.stored;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for what is null in facts and must not be: a file may lack anything, and what reads facts relies on them. */
final class Gaps {

    private Gaps() {}

    /** The path of the first one, empty when nothing is missing. */
    static Optional<String> first(@Nullable Object value, String path) {
        return switch (value) {
            case null -> Optional.of(path);
            case Record facts -> inComponents(facts, path);
            case List<?> list ->
                list.stream().flatMap(element -> first(element, path).stream()).findFirst();
            case Map<?, ?> map ->
                map.values().stream()
                        .flatMap(element -> first(element, path).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<String> inComponents(Record facts, String path) {
        for (var component : facts.getClass().getRecordComponents()) {
            var value = valueOf(component, facts);
            boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            var gap = value == null && mayBeNull
                    ? Optional.<String>empty()
                    : first(elements(value, component), path + "." + component.getName());
            if (gap.isPresent()) {
                return gap;
            }
        }
        return Optional.empty();
    }

    /** A list without its nulls where its elements may be null: {@code List<@Nullable Double>}. */
    private static @Nullable Object elements(@Nullable Object value, RecordComponent component) {
        boolean mayHoldNull = component.getAnnotatedType() instanceof AnnotatedParameterizedType type
                && type.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
        return mayHoldNull && value instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).toList()
                : value;
    }

    private static @Nullable Object valueOf(RecordComponent component, Record facts) {
        try {
            return component.getAccessor().invoke(facts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Facts are public records", e);
        }
    }
}
