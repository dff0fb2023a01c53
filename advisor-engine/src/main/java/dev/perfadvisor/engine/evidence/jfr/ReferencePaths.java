package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.jfr.chunk.Constants;
import dev.perfadvisor.engine.evidence.jfr.chunk.Layout;
import dev.perfadvisor.engine.evidence.jfr.chunk.MalformedChunkException;
import dev.perfadvisor.engine.evidence.jfr.chunk.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Old objects of a chunk and who holds them. An {@code OldObject} names its type and a {@code Reference}; a reference
 * names the field and the object that holds it, and so on up to a GC root.
 */
final class ReferencePaths {

    /** Flight Recorder itself keeps at most a hundred steps of a path. */
    private static final int LONGEST = 100;

    /** Steps of a path that are told. */
    private static final int TOLD = 20;

    private static final String CLASS_NAME = "Class Name: ";

    private final Constants constants;
    private final Stacks stacks;
    private final @Nullable Shape object;
    private final @Nullable Shape reference;
    private final @Nullable Shape field;

    private record Shape(long type, Layout layout) {}

    /**
     * @param holder {@code Class.field} that holds it: the field of the application with the collection or cache that it
     *     is in, else the nearest field; null without a path
     * @param path fields from the object up to the root, nearest first; elements of arrays are {@code Object[]}
     */
    record OldObject(String className, @Nullable String holder, List<String> path) {}

    ReferencePaths(ChunkContext chunk) {
        this.constants = chunk.chunk().constants();
        this.stacks = chunk.stacks();
        var metadata = chunk.chunk().metadata();
        this.object = shape(metadata, "jdk.types.OldObject", "type", "referrer", "description");
        this.reference = shape(metadata, "jdk.types.Reference", "field", "object");
        this.field = shape(metadata, "jdk.types.OldObjectField", "name");
    }

    private static @Nullable Shape shape(Metadata metadata, String name, String... fields) {
        var type = metadata.type(name);
        try {
            return type == null ? null : new Shape(type.id(), Layout.of(metadata, type, List.of(fields)));
        } catch (MalformedChunkException _) {
            return null;
        }
    }

    /** The object with a key, null when the chunk does not hold it. */
    @Nullable OldObject object(long key) {
        var values = new long[3];
        if (!read(object, key, values)) {
            return null;
        }
        var className = stacks.className(values[0]);
        long first = values[1];
        var path = new ArrayList<String>();
        var holder = holder(className, first, path);
        return new OldObject(className, holder, List.copyOf(path));
    }

    private @Nullable String holder(String className, long firstReference, List<String> path) {
        String nearest = null;
        String container = null;
        var held = className;
        long next = firstReference;
        var values = new long[3];
        for (int step = 0; step < LONGEST && next != 0 && read(reference, next, values); step++) {
            var name = field == null || values[0] == 0 ? null : constants.text(field.type, values[0]);
            if (!read(object, values[1], values)) {
                break;
            }
            next = values[1];
            var owner = owner(values);
            if (path.size() < TOLD) {
                path.add(name == null ? owner : qualified(owner, name));
            }
            if (name != null && stacks.application(owner)) {
                container = container == null && container(held) ? qualified(owner, name) : container;
                nearest = nearest == null ? qualified(owner, name) : nearest;
            }
            held = owner;
        }
        return container == null ? nearest : container;
    }

    /** Static fields are held by the class itself, whose description is {@code Class Name: com.example.Shop}. */
    private String owner(long[] values) {
        var className = stacks.className(values[0]);
        if (object == null || !className.equals("java.lang.Class") || values[2] == 0) {
            return className;
        }
        var description = constants.textAt(values[2]);
        return description.startsWith(CLASS_NAME) ? description.substring(CLASS_NAME.length()) : className;
    }

    /** Whether it is an object of a library, such as a map or a cache, and not of a class that only wraps a value. */
    private boolean container(String className) {
        return !className.endsWith("[]") && !className.startsWith("java.lang.") && !stacks.application(className);
    }

    private static String qualified(String className, String field) {
        return className.substring(className.lastIndexOf('.') + 1) + '.' + field;
    }

    private boolean read(@Nullable Shape shape, long key, long[] into) {
        var in = shape == null ? null : constants.at(shape.type, key);
        if (shape == null || in == null) {
            return false;
        }
        Arrays.fill(into, 0);
        shape.layout.read(in, into);
        return true;
    }
}
