package dev.perfadvisor.engine.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Text with places for facts: {@code "${s.timeShare} of the time"}. What is unknown is called so. */
public record Template(String text, List<FactPath> paths) {

    private static final String OPEN = "${";

    /** Reads a template; a place that names no fact is an error of the place that it was read from. */
    static Template read(Yaml at, FactSchema schema) {
        var text = at.isPresent() ? at.text() : "";
        var paths = new ArrayList<FactPath>();
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, open + 1)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                at.error("'${' without '}'");
                break;
            }
            var name = text.substring(open + OPEN.length(), close);
            if (!FactPath.isPath(name)) {
                at.error("'" + name + "' is not a path of facts");
                continue;
            }
            var path = FactPath.of(name);
            if (schema.find(path) instanceof FactSchema.Lookup.Unknown(var message)) {
                at.error(message);
            }
            paths.add(path);
        }
        return new Template(text, List.copyOf(paths));
    }

    /**
     * The text for those who read a rule: each place holds the name of its fact, {@code "{timeShare} of the time"}.
     *
     * @param element what the rule calls the one that it looks at, which is left out; empty when it looks at all facts
     */
    public String shown(String element) {
        return with(path -> "{" + path.shown(element) + "}");
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    String fill(Scope scope) {
        return with(scope::words);
    }

    /** The same for code: a list stands on lines of its own. */
    String fillCode(Scope scope) {
        return with(scope::code);
    }

    private String with(Function<FactPath, String> words) {
        var filled = text;
        for (var path : paths) {
            filled = filled.replace(OPEN + path + "}", words.apply(path));
        }
        return filled;
    }
}
