package dev.perfadvisor.engine.evidence.slowquery;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a condition on an expression so that the bare column is compared, which an index on the column serves; where
 * that can not be done, an index on the expression.
 */
final class SargableRewrite {

    private final Advice.Case statement;
    private final SqlTokens tokens;
    private final Operands operands;

    private SargableRewrite(Advice.Case statement) {
        this.statement = statement;
        this.tokens = statement.tokens();
        this.operands = new Operands(tokens);
    }

    static String of(Advice.Case statement) {
        return statement.shape().functionOnColumn() == null ? "" : new SargableRewrite(statement).write();
    }

    private String write() {
        for (int i = tokens.outermost(Keyword.WHERE, 0); i >= 0 && i < tokens.size(); i++) {
            int start = operands.start(i - 1);
            boolean expression = isComparison(i)
                    && start < i - 1
                    && operands.isValue(i + 1)
                    && !operands.isPlain(start, i - 1)
                    && !tokens.columns(start, i - 1).isEmpty();
            if (expression) {
                int end = operands.end(i + 1);
                String condition = condition(start, i, end);
                String expressed = tokens.text(start, i - 1).contains("?") ? "" : index(start, i - 1);
                String index = expressed.isEmpty() || condition == null
                        ? expressed
                        : "-- or an index on the expression itself:\n" + expressed;
                return condition == null
                        ? index
                        : tokens.text(0, start - 1) + " " + condition
                                + (end + 1 < tokens.size() ? " " + tokens.text(end + 1, tokens.size() - 1) : "") + "\n"
                                + index;
            }
        }
        return "";
    }

    private boolean isComparison(int i) {
        return List.of("=", "<", ">", "<=", ">=").contains(tokens.at(i).text());
    }

    /** The same condition on the bare column, null when it can not be written. */
    private @Nullable String condition(int start, int operator, int end) {
        String column = column(start, operator - 1);
        String value = tokens.text(operator + 1, end);
        String compare = tokens.at(operator).text();
        String function = tokens.at(start).text().toLowerCase(Locale.ROOT);
        boolean equal = compare.equals("=");
        boolean cast = tokens.at(operator - 2).is("::");
        return switch (function) {
            case "date" -> equal ? range(column, value, "1 day") : null;
            case "date_trunc" ->
                equal ? range(column, value, "1 day") + " /* interval: the unit of date_trunc */" : null;
            case "year", "extract" ->
                equal ? column + " >= ? and " + column + " < ? /* first day of the year, and of the next */" : null;
            case "cast", "convert" -> column + " " + compare + " ? /* bound with the type of " + column + " */";
            case "lower", "upper" ->
                statement.postgres()
                        ? null
                        : column + " " + compare + " ? /* collations that end in _ci ignore case by themselves */";
            case "substring", "substr", "left" -> equal && startsAtFirst(start) ? prefix(column) : null;
            case "coalesce", "ifnull" ->
                "(" + column + " " + compare + " " + value + " or " + column
                        + " is null) /* without the second part unless the stand-in matches */";
            default -> cast ? column + " " + compare + " ? /* bound with the type of " + column + " */" : null;
        };
    }

    private boolean startsAtFirst(int start) {
        return tokens.at(start).text().equalsIgnoreCase("left")
                || tokens.text(start, tokens.endOfParenthesis(start + 1)).contains(", ?");
    }

    private String prefix(String column) {
        return statement.postgres()
                ? column + " like ? || '%' /* for the first letters only */"
                : column + " like concat(?, '%') /* for the first letters only */";
    }

    private String range(String column, String value, String length) {
        String end = statement.postgres()
                ? value + " + interval '" + length + "'"
                : value + " + interval " + length.replace("day", "DAY");
        return column + " >= " + value + " and " + column + " < " + end;
    }

    private String column(int from, int to) {
        for (int i = from; i <= to; i++) {
            boolean name = !tokens.columns(i, i).isEmpty();
            if (name) {
                return tokens.at(i - 1).is(".")
                        ? tokens.text(i - 2, i)
                        : tokens.at(i).text();
            }
        }
        return tokens.at(to).text();
    }

    private String index(int from, int to) {
        var shape = statement.shape();
        var column = shape.functionColumns().getFirst();
        String table = column.qualifier().isEmpty()
                ? shape.tables().isEmpty()
                        ? "<table>"
                        : shape.tables().getFirst().name()
                : shape.tableOf(column.qualifier());
        String qualifier = column.qualifier() + ".";
        String bare = tokens.text(from, to).replace(qualifier.length() > 1 ? qualifier : "\0", "");
        String name = Identifier.index(table, column.name() + "_expr");
        String on = Identifier.quoted(table, statement.dialect());
        return switch (statement.dialect()) {
            case "postgresql" -> "CREATE INDEX CONCURRENTLY " + name + " ON " + on + " ((" + bare + "));";
            case "mysql" -> "CREATE INDEX " + name + " ON " + on + " ((" + bare + "));   -- MySQL 8.0.13 and later";
            default ->
                "ALTER TABLE " + on + " ADD COLUMN " + Identifier.quoted(column.name() + "_key", "mariadb")
                        + " <type> AS (" + bare + ") VIRTUAL, ADD INDEX " + name + " ("
                        + Identifier.quoted(column.name() + "_key", "mariadb") + ");";
        };
    }
}
