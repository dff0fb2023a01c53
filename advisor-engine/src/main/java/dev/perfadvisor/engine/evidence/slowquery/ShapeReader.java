package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Order;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the {@link StatementShape} of one statement by following its clauses. A full parser was tried beside it (Druid's,
 * the one that failed least): over the different statements of real logs both find the same tables, columns and order;
 * the parser fails on what is cut or no plain statement (COPY, ALTER SYSTEM), does not tell which column is wrapped in an
 * expression, and its first statement takes fifteen times as long, a good part of a second.
 */
final class ShapeReader {

    private enum Clause {
        NONE,
        SELECT,
        FROM,
        CONDITION,
        GROUP,
        ORDER,
        SET,
        OTHER
    }

    private final SqlTokens tokens;
    private final Conditions conditions;
    private final List<Clause> clauses = new ArrayList<>(List.of(Clause.NONE));
    /** Tables named so far at each level of parentheses. */
    private final List<List<Table>> scopes = new ArrayList<>(List.of(new ArrayList<>()));

    private final Set<String> commonTables = new HashSet<>();
    private final Set<Table> tables = new LinkedHashSet<>();
    private final Set<Order> orders = new LinkedHashSet<>();
    private final Set<Column> groups = new LinkedHashSet<>();
    private boolean limited;
    private boolean selectStar;
    private boolean aggregates;
    private boolean forUpdate;

    private ShapeReader(SqlTokens tokens) {
        this.tokens = tokens;
        this.conditions = new Conditions(tokens);
    }

    static StatementShape read(ByteText sql, boolean mysql) {
        return new ShapeReader(SqlTokens.of(sql, mysql)).read();
    }

    private StatementShape read() {
        for (int i = 0; i < tokens.size(); i++) {
            clause(i);
            if (clauses.getLast() == Clause.CONDITION) {
                conditions.add(i, scope());
            }
        }
        conditions.filters.removeAll(conditions.functionColumns);
        return new StatementShape(
                verb(),
                List.copyOf(tables),
                List.copyOf(conditions.filters),
                List.copyOf(conditions.ranges),
                List.copyOf(conditions.patterns),
                List.copyOf(conditions.alternatives),
                List.copyOf(conditions.joins),
                List.copyOf(groups),
                List.copyOf(orders),
                limited,
                selectStar,
                aggregates,
                forUpdate,
                conditions.functionOnColumn,
                List.copyOf(conditions.functionColumns));
    }

    private String verb() {
        Token opening = tokens.at(0);
        if (opening.keyword() == null && !opening.is("(")) {
            return "other";
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.at(i);
            boolean counts = token.depth() == 0 || opening.is("(");
            String verb = token.keyword() == null || !counts ? "" : verb(token.keyword());
            if (!verb.isEmpty()) {
                return verb;
            }
        }
        return "other";
    }

    /** Empty for words that may come before the verb: {@code WITH RECURSIVE x AS (...) SELECT}. */
    private static String verb(Keyword keyword) {
        return switch (keyword) {
            case SELECT, TABLE, VALUES -> "select";
            case INSERT, REPLACE -> "insert";
            case UPDATE -> "update";
            case DELETE -> "delete";
            case COMMIT, END -> "commit";
            case WITH, RECURSIVE, AS, NOT -> "";
            default -> "other";
        };
    }

    /** Follows the clauses of each level of parentheses, and what each holds. */
    private void clause(int i) {
        Token token = tokens.at(i);
        while (clauses.size() > token.depth() + 1) {
            clauses.removeLast();
            scopes.removeLast();
        }
        while (clauses.size() < token.depth() + 1) {
            clauses.add(opened(clauses.getLast(), i));
            scopes.add(new ArrayList<>());
        }
        if (token.keyword() != null) {
            keyword(i, token.keyword(), token.depth() == 0);
        } else if (clauses.getLast() == Clause.ORDER && token.isName() && token.depth() == 0) {
            orderColumn(i);
        } else if (clauses.getLast() == Clause.GROUP && token.isName() && token.depth() == 0) {
            boolean plain = !tokens.at(i + 1).is("(") && !tokens.at(i + 1).is(".");
            if (plain) {
                groups.add(column(i));
            }
        } else if (token.is("*") && clauses.getLast() == Clause.SELECT && token.depth() == 0) {
            Token before = tokens.at(i - 1);
            boolean starts =
                    before.is(",") || before.is(".") || before.is(Keyword.SELECT) || before.is(Keyword.DISTINCT);
            selectStar |=
                    starts && (tokens.at(i + 1).is(",") || tokens.at(i + 1).is(Keyword.FROM));
        } else if (token.is(",") && clauses.getLast() == Clause.FROM) {
            table(i + 1);
        }
    }

    /** The clause inside a parenthesis that opens before token {@code i}: a condition goes on inside of it. */
    private Clause opened(Clause outer, int i) {
        Token beforeParenthesis = tokens.at(i - 2);
        boolean call = beforeParenthesis.isName() || beforeParenthesis.is(Keyword.IN);
        return outer == Clause.CONDITION && !call
                ? Clause.CONDITION
                : outer == Clause.FROM && !call ? Clause.FROM : Clause.OTHER;
    }

    private void keyword(int i, Keyword keyword, boolean outermost) {
        switch (keyword) {
            case SELECT -> set(Clause.SELECT);
            case FROM -> {
                boolean inFunction =
                        clauses.getLast() == Clause.OTHER && !tokens.at(i - 1).is(Keyword.DELETE);
                boolean distinctFrom = tokens.at(i - 1).is(Keyword.DISTINCT) && clauses.getLast() == Clause.CONDITION;
                if (!inFunction && !distinctFrom) {
                    set(Clause.FROM);
                    table(i + 1);
                }
            }
            case JOIN, STRAIGHT_JOIN -> {
                set(Clause.FROM);
                table(i + 1);
            }
            case INTO -> table(i + 1);
            case UPDATE -> update(i);
            case SHARE ->
                forUpdate |= tokens.at(i - 1).is(Keyword.FOR)
                        || tokens.at(i - 1).is(Keyword.IN)
                        || tokens.at(i - 1).is(Keyword.KEY);
            case WHERE, ON -> set(Clause.CONDITION);
            case GROUP -> {
                aggregates |= outermost;
                set(outermost ? Clause.GROUP : Clause.OTHER);
            }
            case ORDER -> set(outermost ? Clause.ORDER : Clause.OTHER);
            case LIMIT, FETCH -> {
                limited |= outermost;
                set(Clause.OTHER);
            }
            case SET -> set(Clause.SET);
            case HAVING, OFFSET, RETURNING, VALUES, WINDOW, UNION, INTERSECT, EXCEPT -> set(Clause.OTHER);
            case DISTINCT -> aggregates |= outermost && clauses.getLast() == Clause.SELECT;
            case AS -> {
                if (tokens.at(i + 1).is("(") && tokens.at(i - 1).isName() && clauses.getLast() == Clause.NONE) {
                    commonTables.add(tokens.at(i - 1).text());
                }
            }
            default -> {
                boolean call = keyword.aggregate() && tokens.at(i + 1).is("(");
                aggregates |= call && outermost && clauses.getLast() == Clause.SELECT;
                if (keyword.function() && clauses.getLast() == Clause.ORDER && outermost) {
                    orderColumn(i);
                }
            }
        }
    }

    private void update(int i) {
        Token before = tokens.at(i - 1);
        if (before.is(Keyword.FOR)
                || (before.is(Keyword.KEY) && !tokens.at(i - 2).is(Keyword.DUPLICATE))) {
            forUpdate = true;
        } else if (!before.is(Keyword.KEY) && !before.is(Keyword.DO)) {
            table(i + 1);
        }
    }

    private void set(Clause clause) {
        clauses.set(clauses.size() - 1, clause);
    }

    private void table(int from) {
        int i = from;
        while (tokens.at(i).is(Keyword.ONLY)
                || tokens.at(i).is(Keyword.LATERAL)
                || tokens.at(i).is(Keyword.TABLE)
                || tokens.at(i).is(Keyword.IGNORE)) {
            i++;
        }
        if (!tokens.at(i).isName()) {
            return;
        }
        var name = new StringBuilder(SqlTokens.unquoted(tokens.at(i).text()));
        while (tokens.at(i + 1).is(".") && tokens.at(i + 2).kind() != Kind.END) {
            name.append('.').append(SqlTokens.unquoted(tokens.at(i + 2).text()));
            i += 2;
        }
        boolean call = tokens.at(i + 1).is("(") && !tokens.at(from - 1).is(Keyword.INTO);
        if (call || commonTables.contains(name.toString())) {
            return;
        }
        int alias = tokens.at(i + 1).is(Keyword.AS) ? i + 2 : i + 1;
        var own = name.substring(name.lastIndexOf(".") + 1);
        boolean named = tokens.at(alias).kind() == Kind.QUOTED
                || (tokens.at(alias).kind() == Kind.WORD && tokens.at(alias).keyword() == null);
        var table = new Table(
                name.toString(), named ? SqlTokens.unquoted(tokens.at(alias).text()) : own);
        tables.add(table);
        scopes.getLast().add(table);
    }

    /** The only table whose columns a condition may name without it; empty when there are several. */
    private String scope() {
        for (List<Table> level : scopes.reversed()) {
            if (!level.isEmpty()) {
                return level.size() == 1 ? level.getFirst().alias() : "";
            }
        }
        return "";
    }

    private void orderColumn(int i) {
        boolean call = tokens.at(i + 1).is("(");
        boolean qualifier = tokens.at(i + 1).is(".");
        if (!call && !qualifier) {
            orders.add(new Order(column(i), tokens.at(i + 1).is(Keyword.DESC)));
        }
    }

    private Column column(int i) {
        String qualifier =
                tokens.at(i - 1).is(".") ? SqlTokens.unquoted(tokens.at(i - 2).text()) : "";
        return new Column(qualifier, SqlTokens.unquoted(tokens.at(i).text()));
    }
}
