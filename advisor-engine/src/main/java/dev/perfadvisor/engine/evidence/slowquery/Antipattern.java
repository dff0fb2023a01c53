package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the text of a statement does that is known to be slow or unsafe. Facts name it in lower case with hyphens. */
public enum Antipattern {
    /** {@code ORDER BY rand()}: every row gets a number, and all are sorted, to show a few. */
    ORDER_BY_RANDOM,
    /** {@code ORDER BY a + b}: no index has this order. */
    ORDER_BY_EXPRESSION,
    /** {@code ORDER BY a.x, b.y}: columns of several tables, which no index spans. */
    ORDER_BY_SEVERAL_TABLES,
    /** {@code ORDER BY a, b DESC}: an index with the same directions is needed. */
    MIXED_DIRECTIONS,
    /** {@code x NOT IN (SELECT ...)}: right only without NULL, and often run once a row. */
    NOT_IN_SUBQUERY,
    /** {@code x IN (SELECT ...)}: a join may be planned better. */
    IN_SUBQUERY,
    /** A subquery in the list of what is selected runs once a row. */
    SUBQUERY_PER_ROW,
    /** Conditions on different columns joined by OR. */
    OR_COLUMNS,
    /** {@code a = 1 OR a = 2 OR ...} on the same column. */
    OR_SAME_COLUMN,
    /** Several tables without a condition that joins them. */
    CARTESIAN_JOIN,
    /** Over five tables. */
    MANY_JOINS,
    /** {@code UNION}, which sorts out duplicates, where {@code UNION ALL} may do. */
    UNION_DISTINCT,
    /** DISTINCT over a join hides rows that the join multiplied. */
    DISTINCT_JOIN,
    /** UPDATE or DELETE without a condition. */
    WRITE_WITHOUT_WHERE,
    /** LIMIT without an order: which rows come is up to chance. */
    LIMIT_WITHOUT_ORDER,
    /** {@code SQL_CALC_FOUND_ROWS}: all rows are found, not only the page. */
    CALC_FOUND_ROWS,
    /** {@code INSERT ... SELECT} locks the rows that it reads, in MySQL. */
    INSERT_SELECT,
    /** {@code ON DUPLICATE KEY UPDATE} and {@code REPLACE} lock gaps between rows, in MySQL. */
    UPSERT_LOCKS,
    /** A regular expression in a condition reads every row. */
    REGULAR_EXPRESSION,
    /** HAVING without an aggregate filters after grouping what WHERE could have left out. */
    HAVING_WITHOUT_AGGREGATE,
    /** {@code count(*)} over a whole table. */
    COUNT_ALL,
    /** {@code NATURAL JOIN}: joins by whatever columns have the same name. */
    NATURAL_JOIN;

    /** LIKE without a wildcard is an equality: told by the value, which the text of the statement leaves out. */
    static final String LIKE_WITHOUT_WILDCARD = "like-without-wildcard";

    private static final int MANY = 5;

    /** As facts name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a statement does it. */
    boolean in(SqlTokens tokens, StatementShape shape) {
        return switch (this) {
            case ORDER_BY_RANDOM -> orderBy(tokens, "rand", "random", "newid");
            case ORDER_BY_EXPRESSION -> orderByCall(tokens) && !orderBy(tokens, "rand", "random", "newid");
            case ORDER_BY_SEVERAL_TABLES ->
                shape.ordering().stream()
                                .map(order -> order.column().qualifier())
                                .distinct()
                                .count()
                        > 1;
            case MIXED_DIRECTIONS ->
                shape.ordering().stream()
                                .map(StatementShape.Order::descending)
                                .distinct()
                                .count()
                        > 1;
            case NOT_IN_SUBQUERY -> subquery(tokens, true);
            case IN_SUBQUERY -> subquery(tokens, false);
            case SUBQUERY_PER_ROW -> subqueryInList(tokens);
            case OR_COLUMNS -> shape.alternatives().stream().distinct().count() > 1;
            case OR_SAME_COLUMN ->
                ors(tokens) >= 2 && shape.alternatives().stream().distinct().count() == 1;
            case CARTESIAN_JOIN -> cartesian(tokens, shape);
            case MANY_JOINS -> shape.tables().size() > MANY;
            case UNION_DISTINCT ->
                places(tokens, Keyword.UNION).anyMatch(i -> !tokens.at(i + 1).is(Keyword.ALL));
            case DISTINCT_JOIN -> tokens.at(1).is(Keyword.DISTINCT) && tokens.outermost(Keyword.JOIN, 0) > 0;
            case WRITE_WITHOUT_WHERE ->
                (shape.verb().equals("update") || shape.verb().equals("delete"))
                        && tokens.outermost(Keyword.WHERE, 0) < 0
                        && tokens.outermost(Keyword.JOIN, 0) < 0
                        && !shape.limited();
            case LIMIT_WITHOUT_ORDER ->
                shape.verb().equals("select")
                        && shape.limited()
                        && !shape.aggregates()
                        && tokens.outermost(Keyword.OFFSET, 0) > 0
                        && tokens.outermost(Keyword.ORDER, 0) < 0;
            case CALC_FOUND_ROWS -> tokens.at(1).text().equalsIgnoreCase("sql_calc_found_rows");
            case INSERT_SELECT ->
                shape.verb().equals("insert")
                        && places(tokens, Keyword.SELECT).findAny().isPresent();
            case UPSERT_LOCKS ->
                tokens.at(0).is(Keyword.REPLACE)
                        || places(tokens, Keyword.DUPLICATE)
                                .anyMatch(i -> tokens.at(i - 1).is(Keyword.ON));
            case REGULAR_EXPRESSION ->
                Stream.of(Keyword.REGEXP, Keyword.RLIKE)
                                .anyMatch(word -> places(tokens, word).findAny().isPresent())
                        || IntStream.range(0, tokens.size())
                                .anyMatch(i ->
                                        tokens.at(i).is("~") || tokens.at(i).is("~*"));
            case HAVING_WITHOUT_AGGREGATE -> having(tokens);
            case COUNT_ALL ->
                shape.aggregates()
                        && tokens.at(1).is(Keyword.COUNT)
                        && shape.groups().isEmpty()
                        && tokens.outermost(Keyword.WHERE, 0) < 0
                        && tokens.outermost(Keyword.JOIN, 0) < 0
                        && shape.tables().size() == 1;
            case NATURAL_JOIN -> places(tokens, Keyword.NATURAL).findAny().isPresent();
        };
    }

    private static IntStream places(SqlTokens tokens, Keyword keyword) {
        return IntStream.range(0, tokens.size()).filter(i -> tokens.at(i).is(keyword));
    }

    private static boolean orderBy(SqlTokens tokens, String... functions) {
        int order = tokens.outermost(Keyword.ORDER, 0);
        return order >= 0
                && Stream.of(functions)
                        .anyMatch(name -> tokens.at(order + 2).text().equalsIgnoreCase(name));
    }

    private static boolean orderByCall(SqlTokens tokens) {
        int order = tokens.outermost(Keyword.ORDER, 0);
        int end = order < 0 ? -1 : tokens.outermost(Keyword.LIMIT, order);
        int to = end < 0 ? tokens.size() : end;
        return order >= 0
                && IntStream.range(order + 2, to)
                        .anyMatch(i -> tokens.at(i).is("(") || tokens.at(i).isArithmetic());
    }

    private static boolean subquery(SqlTokens tokens, boolean negated) {
        return places(tokens, Keyword.IN)
                .filter(i -> tokens.at(i - 1).is(Keyword.NOT) == negated)
                .anyMatch(i -> tokens.at(i + 1).is("(") && tokens.at(i + 2).is(Keyword.SELECT));
    }

    private static boolean subqueryInList(SqlTokens tokens) {
        int from = tokens.outermost(Keyword.FROM, 0);
        return tokens.at(0).is(Keyword.SELECT)
                && places(tokens, Keyword.SELECT)
                        .anyMatch(i -> i > 0 && i < from && tokens.at(i).depth() > 0);
    }

    private static int ors(SqlTokens tokens) {
        return (int) places(tokens, Keyword.OR).count();
    }

    /** Fewer conditions that join than tables that need one; JOIN ... USING and ON count as one. */
    private static boolean cartesian(SqlTokens tokens, StatementShape shape) {
        boolean reads = shape.verb().equals("select") && tokens.outermost(Keyword.FROM, 0) > 0;
        int from = tokens.outermost(Keyword.FROM, 0);
        int where = tokens.outermost(Keyword.WHERE, 0);
        int end = where < 0 ? tokens.size() : where;
        long commas = IntStream.range(Math.max(0, from), end)
                .filter(i -> tokens.at(i).depth() == 0 && tokens.at(i).is(","))
                .filter(i -> tokens.at(i + 1).isName() || tokens.at(i + 1).is("("))
                .filter(i -> i < firstAfterTables(tokens, from))
                .count();
        return reads && commas > 0 && shape.joins().size() < commas;
    }

    private static int firstAfterTables(SqlTokens tokens, int from) {
        return Stream.of(Keyword.WHERE, Keyword.GROUP, Keyword.ORDER, Keyword.LIMIT, Keyword.HAVING)
                .mapToInt(word -> tokens.outermost(word, from))
                .filter(i -> i >= 0)
                .min()
                .orElse(tokens.size());
    }

    private static boolean having(SqlTokens tokens) {
        int having = tokens.outermost(Keyword.HAVING, 0);
        int end = having < 0 ? -1 : tokens.outermost(Keyword.ORDER, having);
        int to = end < 0 ? tokens.size() : end;
        return having >= 0 && IntStream.range(having, to).mapToObj(tokens::at).noneMatch(Antipattern::isAggregate);
    }

    private static boolean isAggregate(Token token) {
        return token.keyword() != null && token.keyword().aggregate();
    }
}
