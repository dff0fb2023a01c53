package dev.perfadvisor.engine.rules;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The place of a fact: a root or variable, and the components below it. Written {@code jfr.gc.pauseMax}; a step into a map
 * is a key of it: {@code jfr.jvm.flags.MaxHeapSize}.
 */
public record FactPath(String root, List<String> steps) {

    static final Pattern SHAPE = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9-]*)*");

    static boolean isPath(String text) {
        return SHAPE.matcher(text).matches();
    }

    static FactPath of(String text) {
        var parts = List.of(text.split("\\.", -1));
        return new FactPath(parts.getFirst(), parts.subList(1, parts.size()));
    }

    /** The name for people, without that of the element that a rule looks at. */
    String shown(String element) {
        return root.equals(element) && !steps.isEmpty() ? String.join(".", steps) : toString();
    }

    @Override
    public String toString() {
        return steps.isEmpty() ? root : root + "." + String.join(".", steps);
    }
}
