package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of tables and columns as they may be written into SQL that users are shown and may run. Names come from a log
 * that others can write into: whatever is not a plain name is quoted, so that none can end a statement and begin another.
 */
final class Identifier {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9_]");

    /** Reserved in PostgreSQL or MySQL, as far as they are likely names. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyze",
            "and",
            "any",
            "as",
            "asc",
            "between",
            "by",
            "case",
            "check",
            "column",
            "condition",
            "constraint",
            "create",
            "current_date",
            "default",
            "delete",
            "desc",
            "distinct",
            "drop",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "groups",
            "having",
            "in",
            "index",
            "insert",
            "interval",
            "into",
            "is",
            "join",
            "key",
            "keys",
            "lead",
            "left",
            "like",
            "limit",
            "lock",
            "match",
            "not",
            "null",
            "offset",
            "on",
            "or",
            "order",
            "primary",
            "range",
            "rank",
            "references",
            "right",
            "row",
            "rows",
            "schema",
            "select",
            "set",
            "table",
            "then",
            "to",
            "true",
            "union",
            "unique",
            "update",
            "user",
            "usage",
            "using",
            "values",
            "when",
            "where",
            "window",
            "with");

    private Identifier() {}

    /** A name, or several joined by dots, fit for a statement in a dialect. */
    static String quoted(String name, String dialect) {
        return List.of(name.split("\\.", -1)).stream()
                .map(part -> part(part, dialect))
                .collect(Collectors.joining("."));
    }

    private static String part(String name, String dialect) {
        if (PLAIN.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            return name;
        }
        var quote = dialect.equals("postgresql") ? "\"" : "`";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A name for an index, of letters, digits and underscores only, at most 60 characters. */
    static String index(String table, String suffix) {
        String name = "idx_" + table.substring(table.lastIndexOf('.') + 1) + "_" + suffix;
        String plain = NOT_PLAIN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
        return plain.length() > 60 ? plain.substring(0, 60) : plain;
    }

    /**
     * What an index would be on: {@code orders (customer_id, created_at)}. With several tables the log does not say whose
     * the columns are, and places to fill in stand for them.
     */
    static String indexTarget(List<String> tables, List<String> columns, String dialect) {
        if (tables.size() != 1 || columns.isEmpty()) {
            return "<table> (<columns of the condition>)";
        }
        return columns.stream()
                .distinct()
                .map(column -> quoted(column, dialect))
                .collect(Collectors.joining(", ", quoted(tables.getFirst(), dialect) + " (", ")"));
    }
}
