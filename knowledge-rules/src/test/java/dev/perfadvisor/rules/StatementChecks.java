package dev.perfadvisor.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What other tools check in the text of statements, with the rule that covers it or the reason why none does. */
final class StatementChecks {

    /**
     * @param rule id of ours, empty when the check is omitted
     * @param omitted why, empty when a rule covers it
     */
    record Check(String tool, String check, String rule, String omitted) {}

    private StatementChecks() {}

    static List<Check> all() {
        try (InputStream file = StatementChecks.class.getResourceAsStream("statement-checks.yaml")) {
            var loaded = new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(file));
            return ((List<?>) loaded)
                    .stream().map(row -> check((Map<?, ?>) row)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Check check(Map<?, ?> row) {
        return new Check(text(row, "tool"), text(row, "check"), text(row, "rule"), text(row, "omitted"));
    }

    private static String text(Map<?, ?> row, String name) {
        return row.containsKey(name) ? String.valueOf(row.get(name)) : "";
    }

    /** The page that lists them. */
    static String page() {
        var page = new StringBuilder("""
                # Checks of statements

                What SOAR and sqlcheck look for in the text of statements, and the rule that covers it here.

                | Tool | Check | Rule, or why there is none |
                |---|---|---|
                """);
        for (var check : all()) {
            page.append("| ")
                    .append(check.tool())
                    .append(" | ")
                    .append(check.check())
                    .append(" | ")
                    .append(
                            check.rule().isEmpty()
                                    ? check.omitted()
                                    : "[" + check.rule() + "](" + check.rule() + ".md)")
                    .append(" |\n");
        }
        return page.toString();
    }
}
