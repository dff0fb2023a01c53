package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an index of a statement can leave out and take in beside its columns: rows that no execution asks for (a partial
 * index), and columns that all executions read (a covering one). Only what the text says for all values counts.
 */
final class IndexForms {

    /** More columns make the index as wide as the table. */
    private static final int MOST_INCLUDED = 3;

    private final SqlTokens tokens;
    private final StatementShape shape;
    private final Table table;

    IndexForms(SqlTokens tokens, StatementShape shape, Table table) {
        this.tokens = tokens;
        this.shape = shape;
        this.table = table;
    }

    /**
     * Conditions on the table that are the same in all executions, by their column: {@code deleted_at} to
     * {@code IS NULL}, {@code done} to {@code = false}. None when the statement asks for other rows, too.
     */
    Map<String, String> constants() {
        var found = new LinkedHashMap<String, String>();
        int where = tokens.outermost(Keyword.WHERE, 0);
        int end = endOfCondition(where);
        boolean others = tokens.outermost(Keyword.UNION, 0) >= 0 || isAlternative(where, end);
        if (where < 0 || others || joinsOuter()) {
            return found;
        }
        for (int i = where + 1; i < end; i++) {
            String condition = tokens.at(i).depth() == 0 ? constant(i) : "";
            if (!condition.isEmpty()) {
                tokens.columns(i - 1, i - 1).stream()
                        .filter(column -> shape.isOf(column, table))
                        .forEach(column -> found.put(column.name(), condition));
            }
        }
        return found;
    }

    private String constant(int i) {
        if (tokens.at(i).is(Keyword.IS)) {
            boolean not = tokens.at(i + 1).is(Keyword.NOT);
            Token value = tokens.at(not ? i + 2 : i + 1);
            String word = word(value);
            return word.isEmpty() ? "" : not ? "IS NOT " + word : "IS " + word;
        }
        String word = tokens.at(i).is("=") && !tokens.at(i + 1).is(Keyword.NULL) ? word(tokens.at(i + 1)) : "";
        return word.isEmpty() ? "" : "= " + word;
    }

    /** IS NULL asks for rows that the other table does not have, then. */
    private boolean joinsOuter() {
        return tokens.outermost(Keyword.LEFT, 0) >= 0
                || tokens.outermost(Keyword.RIGHT, 0) >= 0
                || tokens.outermost(Keyword.OUTER, 0) >= 0
                || tokens.outermost(Keyword.FULL, 0) >= 0;
    }

    private static String word(Token value) {
        return value.is(Keyword.NULL)
                ? "NULL"
                : value.is(Keyword.TRUE) ? "true" : value.is(Keyword.FALSE) ? "false" : "";
    }

    /** The columns that an index needs beside its own for a query to be answered from it alone; none when it can't be. */
    List<String> included(List<String> key) {
        boolean plain = shape.verb().equals("select") && !shape.forUpdate() && !shape.selectStar();
        int select = tokens.outermost(Keyword.SELECT, 0);
        int from = tokens.outermost(Keyword.FROM, select);
        if (!plain || select < 0 || from < 0 || hasOtherQuery(select)) {
            return List.of();
        }
        int where = tokens.outermost(Keyword.WHERE, from);
        int end = endOfCondition(where);
        var read = new LinkedHashSet<Column>();
        if (!reads(select + 1, from - 1, read) || (where >= 0 && !reads(where + 1, end - 1, read))) {
            return List.of();
        }
        read.addAll(shape.groups());
        shape.ordering().forEach(order -> read.add(order.column()));
        shape.joins().forEach(join -> read.addAll(List.of(join.left(), join.right())));
        Set<String> more = new LinkedHashSet<>();
        read.stream().filter(column -> shape.isOf(column, table)).forEach(column -> more.add(column.name()));
        key.forEach(more::remove);
        return more.size() > MOST_INCLUDED ? List.of() : List.copyOf(more);
    }

    /** Adds the columns named between two places; false where a name may be something else, such as an alias or a type. */
    private boolean reads(int from, int to, Set<Column> read) {
        for (int i = from; i <= to; i++) {
            Token token = tokens.at(i);
            boolean alias =
                    i > from && (tokens.at(i - 1).isName() || tokens.at(i - 1).is(")") || isEnd(i - 1));
            boolean type = tokens.at(i + 1).isValue();
            if (token.isName() && (alias || type || token.text().startsWith("current_"))) {
                return false;
            }
        }
        List<Column> columns = tokens.columns(from, to);
        boolean told = shape.tables().size() == 1
                || columns.stream().noneMatch(column -> column.qualifier().isEmpty());
        read.addAll(columns);
        return told;
    }

    private boolean isEnd(int i) {
        return tokens.at(i).is(Keyword.END) || tokens.at(i).isValue();
    }

    private boolean hasOtherQuery(int select) {
        for (int i = 0; i < tokens.size(); i++) {
            if (i != select && tokens.at(i).is(Keyword.SELECT)) {
                return true;
            }
        }
        return false;
    }

    private int endOfCondition(int where) {
        for (int i = Math.max(0, where); i < tokens.size(); i++) {
            Token token = tokens.at(i);
            boolean ends = token.is(Keyword.GROUP)
                    || token.is(Keyword.ORDER)
                    || token.is(Keyword.LIMIT)
                    || token.is(Keyword.HAVING)
                    || token.is(Keyword.OFFSET)
                    || token.is(Keyword.FETCH)
                    || token.is(Keyword.FOR)
                    || token.is(Keyword.RETURNING);
            if (token.depth() == 0 && (ends || token.kind() == Kind.END)) {
                return i;
            }
        }
        return tokens.size();
    }

    private boolean isAlternative(int from, int to) {
        int or = tokens.outermost(Keyword.OR, from);
        return or >= 0 && or < to;
    }
}
