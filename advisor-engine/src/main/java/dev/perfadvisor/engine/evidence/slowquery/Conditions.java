package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Join;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the conditions of a statement compare: which columns, how, and with what. */
final class Conditions {

    private static final int LONGEST_EXPRESSION = 200;

    private enum Comparison {
        NONE,
        EQUAL,
        RANGE,
        PATTERN
    }

    final Set<Column> filters = new LinkedHashSet<>();
    final Set<Column> ranges = new LinkedHashSet<>();
    final Set<Column> patterns = new LinkedHashSet<>();
    final Set<Column> alternatives = new LinkedHashSet<>();
    final Set<Column> functionColumns = new LinkedHashSet<>();
    final Set<Join> joins = new LinkedHashSet<>();

    @Nullable String functionOnColumn;

    private final SqlTokens tokens;
    private final Operands operands;
    private String scope = "";

    Conditions(SqlTokens tokens) {
        this.tokens = tokens;
        this.operands = new Operands(tokens);
    }

    /**
     * Adds the comparison at a token of a condition, if it is one: which side is a column, and what is it compared with?
     *
     * @param onlyTable whose columns stand without a table; empty when they may be of several
     */
    void add(int i, String onlyTable) {
        scope = onlyTable;
        Comparison comparison = comparison(tokens.at(i), i);
        if (comparison == Comparison.NONE) {
            return;
        }
        int left = tokens.at(i - 1).is(Keyword.NOT) ? i - 2 : i - 1;
        int start = operands.start(left);
        if (operands.isValue(i + 1)) {
            if (start <= left && !tokens.columns(start, left).isEmpty()) {
                operand(start, left, comparison);
            }
        } else if (tokens.at(i + 1).isName()) {
            int end = operands.end(i + 1);
            if (tokens.at(left).isValue()) {
                operand(i + 1, end, comparison);
            } else if (comparison == Comparison.EQUAL
                    && operands.isPlain(start, left)
                    && operands.isPlain(i + 1, end)) {
                join(columns(start, left), columns(i + 1, end));
            }
        }
    }

    /** Text that is no statement may have names without a column where columns belong. */
    private void join(List<Column> left, List<Column> right) {
        if (!left.isEmpty() && !right.isEmpty()) {
            joins.add(new Join(left.getFirst(), right.getFirst()));
        }
    }

    private Comparison comparison(Token token, int i) {
        if (token.keyword() != null) {
            return switch (token.keyword()) {
                case IN -> tokens.at(i - 1).is(Keyword.NOT) ? Comparison.NONE : Comparison.EQUAL;
                case LIKE, ILIKE -> Comparison.PATTERN;
                case BETWEEN, REGEXP, RLIKE -> Comparison.RANGE;
                default -> Comparison.NONE;
            };
        }
        return token.kind() != Kind.OPERATOR
                ? Comparison.NONE
                : switch (token.text()) {
                    case "=", "<=>" -> Comparison.EQUAL;
                    case "<", ">", "<=", ">=", "~", "~*" -> Comparison.RANGE;
                    default -> Comparison.NONE;
                };
    }

    private void operand(int from, int to, Comparison comparison) {
        var columns = columns(from, to);
        if (from < 0 || to < from || columns.isEmpty()) {
            return;
        }
        boolean grouped = tokens.at(from).is("(") && tokens.at(to).kind() == Kind.OPERATOR;
        if (!operands.isPlain(from, to) && !grouped) {
            functionColumns.addAll(columns);
            functionOnColumn = functionOnColumn == null ? cut(tokens.text(from, to)) : functionOnColumn;
            return;
        }
        switch (comparison) {
            case EQUAL -> filters.addAll(columns);
            case RANGE -> ranges.addAll(columns);
            case PATTERN -> {
                ranges.addAll(columns);
                patterns.addAll(columns);
            }
            case NONE -> {}
        }
        if (operands.isAlternative(from)) {
            alternatives.addAll(columns);
        }
    }

    private List<Column> columns(int from, int to) {
        return tokens.columns(from, to).stream()
                .map(column -> column.qualifier().isEmpty() ? new Column(scope, column.name()) : column)
                .toList();
    }

    private static String cut(String expression) {
        return expression.length() > LONGEST_EXPRESSION ? expression.substring(0, LONGEST_EXPRESSION) : expression;
    }
}
