package dev.perfadvisor.engine.loadgen;

import dev.perfadvisor.engine.loadgen.Request.Variable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Text in which JMeter sees variables of ours and nothing else: <code>${__groovy(...)}</code> in a name would be run. In a text
 * with a variable JMeter drops a backslash before a dollar, a comma or a backslash; in a text without one it does not.
 */
final class JMeterText {

    /** A variable of the plan that holds a dollar. */
    static final String DOLLAR = "dollar";

    private static final Pattern PLACE = Pattern.compile("\\{([^{}\"\\s]+)}");

    private JMeterText() {}

    /** Text that reaches the system as it is. */
    static String plain(String text) {
        return text.contains("${") ? escaped(text) : text;
    }

    /** For names, which are shown and need not be exact. */
    static String name(String text) {
        return text.replace("${", "$ {");
    }

    /** A body with the variables of the request of this number. */
    static String body(String text, List<Variable> variables, int request) {
        boolean dynamic = text.contains("${") || variables.stream().anyMatch(v -> isIn(text, v));
        return dynamic ? filled(text, variables, "body" + request, request, JMeterText::escaped) : text;
    }

    /** A path with its variables; what may not stand in a URL is encoded. */
    static String path(String text, List<Variable> variables, int request) {
        return filled(text, variables, "path" + request, request, JMeterText::encoded);
    }

    static boolean isIn(String text, Variable variable) {
        return text.contains("{" + variable.name() + "}");
    }

    /** The variable that holds a number, or the place of a value in its list. */
    static String drawn(int request, int variable) {
        return "v" + request + "_" + variable;
    }

    private static String filled(
            String text, List<Variable> variables, String list, int request, UnaryOperator<String> otherwise) {
        var filled = new StringBuilder();
        var place = PLACE.matcher(text);
        int done = 0;
        while (place.find()) {
            int at = at(variables, place.group(1));
            if (at >= 0) {
                var drawn = "${" + drawn(request, at) + "}";
                filled.append(otherwise.apply(text.substring(done, place.start())));
                filled.append(
                        variables.get(at).values().isEmpty() ? drawn : "${__V(" + list + "_" + at + "_" + drawn + ")}");
                done = place.end();
            }
        }
        return filled.append(otherwise.apply(text.substring(done))).toString();
    }

    private static int at(List<Variable> variables, String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("$", "${" + DOLLAR + "}");
    }

    /** Leaves what is encoded already. */
    static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean kept = b > ' ' && b < 127 && "\"<>\\^`{|}$".indexOf(b) < 0;
            encoded.append(kept ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
