package dev.perfadvisor.engine.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of records, which reflection makes anew whenever it is asked. */
final class Components {

    private static final ClassValue<Map<String, RecordComponent>> KNOWN = new ClassValue<>() {
        @Override
        protected Map<String, RecordComponent> computeValue(Class<?> type) {
            var components = new LinkedHashMap<String, RecordComponent>();
            for (var component : type.getRecordComponents()) {
                components.put(component.getName(), component);
            }
            return Collections.unmodifiableMap(components);
        }
    };

    private Components() {}

    /** Components of a type of record by name, in order. */
    static Map<String, RecordComponent> of(Class<?> type) {
        return KNOWN.get(type);
    }

    static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Facts must be public records: " + record.getClass(), e);
        }
    }
}
