package dev.perfadvisor.engine.evidence.jfr.chunk;

import dev.perfadvisor.engine.evidence.jfr.chunk.Elements.Element;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types of a chunk. The metadata event is: size, type 0, start, duration, metadata id, a table of strings, then a
 * tree of elements, of which these are of interest:
 *
 * <pre>{@code
 * <root><metadata>
 *   <class id="98" name="jdk.SocketRead" superType="jdk.jfr.Event" simpleType="true">
 *     <field name="duration" class="5" constantPool="true" dimension="1"><annotation class="91" value="TICKS"/></field>
 *   </class>
 * </metadata><region .../></root>
 * }</pre>
 */
public final class Metadata {

    private static final Set<String> TIMES = Set.of("jdk.jfr.Timespan", "jdk.jfr.Timestamp");

    private final Map<Long, Type> byId;
    private final Map<String, Type> byName = new HashMap<>();
    private final boolean whole;

    private Metadata(Map<Long, Type> byId, boolean whole) {
        this.byId = byId;
        this.whole = whole;
        byId.values().forEach(type -> byName.put(type.name(), type));
    }

    /** The type with a key, null when the chunk has none. */
    public @Nullable Type type(long id) {
        return byId.get(id);
    }

    /** The type with a name, null when the chunk has none. */
    public @Nullable Type type(String name) {
        return byName.get(name);
    }

    /** All types. */
    public Collection<Type> types() {
        return byId.values();
    }

    /** Whether all of the event was sound. */
    public boolean whole() {
        return whole;
    }

    /**
     * Reads a metadata event.
     *
     * @param in behind size and type of the event, with the end of the event as its limit
     * @throws MalformedChunkException when it is damaged or describes no event
     */
    public static Metadata parse(Cursor in) {
        return of(new Elements(in, false).declarations(), true, in.place());
    }

    /**
     * Reads what can be read of a damaged metadata event.
     *
     * @param in behind size and type of the event, with the end of the event as its limit
     * @throws MalformedChunkException when no type of event is left
     */
    public static Metadata salvage(Cursor in) {
        return of(new Elements(in, true).soundDeclarations(), false, in.place());
    }

    private static Metadata of(List<Element> declarations, boolean whole, int position) {
        var times = declarations.stream()
                .filter(declaration -> TIMES.contains(declaration.attribute("name")))
                .map(declaration -> declaration.attribute("id"))
                .collect(Collectors.toSet());
        var types = new HashMap<Long, Type>();
        for (var declaration : declarations) {
            var type = type(declaration, times, position);
            types.put(type.id(), type);
        }
        if (types.values().stream().noneMatch(Type::event)) {
            throw new MalformedChunkException(position, "the metadata describes no event");
        }
        return new Metadata(types, whole);
    }

    private static Type type(Element declaration, Set<String> times, int position) {
        var fields = declaration.children("field").stream()
                .map(field -> new Field(
                        field.attribute("name"),
                        number(field.attribute("class"), position),
                        field.attribute("constantPool").equals("true"),
                        !field.attribute("dimension").isEmpty()
                                && !field.attribute("dimension").equals("0"),
                        unit(field, times)))
                .toList();
        return new Type(
                number(declaration.attribute("id"), position),
                declaration.attribute("name"),
                declaration.attribute("superType"),
                fields);
    }

    private static Field.Unit unit(Element field, Set<String> times) {
        return field.children("annotation").stream()
                .filter(annotation -> times.contains(annotation.attribute("class")))
                .map(annotation -> Field.Unit.of(annotation.attribute("value")))
                .findFirst()
                .orElse(Field.Unit.NONE);
    }

    private static long number(String text, int position) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MalformedChunkException(position, "a type in the metadata has no number");
        }
    }
}
