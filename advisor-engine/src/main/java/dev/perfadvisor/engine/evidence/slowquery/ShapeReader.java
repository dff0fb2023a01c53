package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the {@link StatementShape} of one statement. Looks at its first 2,000 tokens. */
final class ShapeReader {

    private static final int MOST_TOKENS = 2_000;

    private enum Clause {
        NONE,
        SELECT,
        FROM,
        CONDITION,
        ORDER,
        SET,
        OTHER
    }

    private record Token(Kind kind, @Nullable Keyword keyword, String text, int depth) {
        boolean is(Keyword wanted) {
            return keyword == wanted;
        }

        boolean is(String wanted) {
            return kind == Kind.OPERATOR && text.equals(wanted);
        }

        boolean name() {
            return kind == Kind.QUOTED || (kind == Kind.WORD && (keyword == null || keyword.function()));
        }

        boolean value() {
            return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
        }
    }

    private static final Token NOTHING = new Token(Kind.END, null, "", 0);

    private final List<Token> tokens = new ArrayList<>();
    private final List<Clause> clauses = new ArrayList<>(List.of(Clause.NONE));
    private final Set<String> commonTables = new HashSet<>();
    private final Set<Table> tables = new LinkedHashSet<>();
    private final Set<Column> filters = new LinkedHashSet<>();
    private final Set<Column> ranges = new LinkedHashSet<>();
    private final Set<Column> functionColumns = new LinkedHashSet<>();
    private final Set<String> orders = new LinkedHashSet<>();
    private boolean limited;
    private boolean selectStar;
    private boolean aggregates;
    private boolean forUpdate;
    private @Nullable String functionOnColumn;

    private ShapeReader(ByteText sql, boolean mysql) {
        var lexer = new SqlLexer();
        lexer.reset(sql.bytes(), 0, sql.length(), mysql);
        int depth = 0;
        while (tokens.size() < MOST_TOKENS && lexer.next() != Kind.END) {
            var text = new String(lexer.text(), lexer.start(), lexer.end() - lexer.start(), StandardCharsets.UTF_8);
            boolean qualified = token(tokens.size() - 1).is(".");
            var keyword = lexer.kind() == Kind.WORD && !qualified
                    ? Keyword.WORDS.find(lexer.text(), lexer.start(), lexer.end())
                    : null;
            depth = text.equals(")") ? Math.max(0, depth - 1) : depth;
            tokens.add(new Token(lexer.kind(), keyword, text, depth));
            depth = text.equals("(") ? depth + 1 : depth;
        }
    }

    static StatementShape read(ByteText sql, boolean mysql) {
        return new ShapeReader(sql, mysql).read();
    }

    private StatementShape read() {
        for (int i = 0; i < tokens.size(); i++) {
            clause(i);
            condition(i);
        }
        filters.removeAll(functionColumns);
        return new StatementShape(
                verb(),
                List.copyOf(tables),
                List.copyOf(filters),
                List.copyOf(ranges),
                List.copyOf(orders),
                limited,
                selectStar,
                aggregates,
                forUpdate,
                functionOnColumn,
                List.copyOf(functionColumns));
    }

    private String verb() {
        Token opening = token(0);
        if (opening.keyword() == null && !opening.is("(")) {
            return "other";
        }
        for (Token token : tokens) {
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
        Token token = tokens.get(i);
        while (clauses.size() > token.depth() + 1) {
            clauses.removeLast();
        }
        while (clauses.size() < token.depth() + 1) {
            clauses.add(opened(clauses.getLast(), i));
        }
        if (token.keyword() != null) {
            keyword(i, token.keyword(), token.depth() == 0);
        } else if (clauses.getLast() == Clause.ORDER && token.name() && token.depth() == 0) {
            orderColumn(i);
        } else if (token.is("*") && clauses.getLast() == Clause.SELECT && token.depth() == 0) {
            Token before = token(i - 1);
            boolean starts =
                    before.is(",") || before.is(".") || before.is(Keyword.SELECT) || before.is(Keyword.DISTINCT);
            selectStar |= starts && (token(i + 1).is(",") || token(i + 1).is(Keyword.FROM));
        } else if (token.is(",") && clauses.getLast() == Clause.FROM) {
            table(i + 1);
        }
    }

    /** The clause inside a parenthesis that opens before token {@code i}: a condition goes on inside of it. */
    private Clause opened(Clause outer, int i) {
        Token beforeParenthesis = token(i - 2);
        boolean call = beforeParenthesis.name() || beforeParenthesis.is(Keyword.IN);
        return outer == Clause.CONDITION && !call
                ? Clause.CONDITION
                : outer == Clause.FROM && !call ? Clause.FROM : Clause.OTHER;
    }

    private void keyword(int i, Keyword keyword, boolean outermost) {
        switch (keyword) {
            case SELECT -> set(Clause.SELECT);
            case FROM -> {
                boolean inFunction =
                        clauses.getLast() == Clause.OTHER && !tokens.get(i - 1).is(Keyword.DELETE);
                boolean distinctFrom = token(i - 1).is(Keyword.DISTINCT) && clauses.getLast() == Clause.CONDITION;
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
                forUpdate |= token(i - 1).is(Keyword.FOR)
                        || token(i - 1).is(Keyword.IN)
                        || token(i - 1).is(Keyword.KEY);
            case WHERE, ON -> set(Clause.CONDITION);
            case GROUP -> {
                aggregates |= outermost;
                set(Clause.OTHER);
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
                if (token(i + 1).is("(") && token(i - 1).name() && clauses.getLast() == Clause.NONE) {
                    commonTables.add(token(i - 1).text());
                }
            }
            default -> {
                boolean call = keyword.aggregate() && token(i + 1).is("(");
                aggregates |= call && outermost && clauses.getLast() == Clause.SELECT;
                if (keyword.function() && clauses.getLast() == Clause.ORDER && outermost) {
                    orderColumn(i);
                }
            }
        }
    }

    private void update(int i) {
        Token before = token(i - 1);
        if (before.is(Keyword.FOR) || (before.is(Keyword.KEY) && !token(i - 2).is(Keyword.DUPLICATE))) {
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
        while (token(i).is(Keyword.ONLY)
                || token(i).is(Keyword.LATERAL)
                || token(i).is(Keyword.TABLE)
                || token(i).is(Keyword.IGNORE)) {
            i++;
        }
        if (!token(i).name()) {
            return;
        }
        var name = new StringBuilder(unquoted(token(i).text()));
        while (token(i + 1).is(".") && token(i + 2).kind() != Kind.END) {
            name.append('.').append(unquoted(token(i + 2).text()));
            i += 2;
        }
        boolean call = token(i + 1).is("(") && !token(from - 1).is(Keyword.INTO);
        if (call || commonTables.contains(name.toString())) {
            return;
        }
        int alias = token(i + 1).is(Keyword.AS) ? i + 2 : i + 1;
        var own = name.substring(name.lastIndexOf(".") + 1);
        boolean named = token(alias).kind() == Kind.QUOTED
                || (token(alias).kind() == Kind.WORD && token(alias).keyword() == null);
        tables.add(new Table(name.toString(), named ? unquoted(token(alias).text()) : own));
    }

    private void orderColumn(int i) {
        boolean call = token(i + 1).is("(");
        boolean qualifier = token(i + 1).is(".");
        if (!call && !qualifier) {
            orders.add(unquoted(token(i).text()));
        }
    }

    /** A comparison at token {@code i}: which side is a column, and what is it compared with? */
    private void condition(int i) {
        Token token = tokens.get(i);
        if (clauses.getLast() != Clause.CONDITION) {
            return;
        }
        Comparison comparison = comparison(token, i);
        if (comparison == Comparison.NONE) {
            return;
        }
        int left = token(i - 1).is(Keyword.NOT) ? i - 2 : i - 1;
        int start = startOfOperand(left);
        if (valueFollows(i + 1) && start <= left && !columns(start, left).isEmpty()) {
            operand(start, left, comparison);
        } else if (token(left).value() && token(i + 1).name()) {
            int end = endOfOperand(i + 1);
            operand(i + 1, end, comparison);
        }
    }

    private enum Comparison {
        NONE,
        EQUAL,
        RANGE
    }

    private Comparison comparison(Token token, int i) {
        if (token.keyword() != null) {
            return switch (token.keyword()) {
                case IN -> token(i - 1).is(Keyword.NOT) ? Comparison.NONE : Comparison.EQUAL;
                case LIKE, ILIKE, BETWEEN, REGEXP, RLIKE -> Comparison.RANGE;
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

    /** Whether an operand without any column begins here: a value, a list of them, a call such as {@code now()}. */
    private boolean valueFollows(int from) {
        int i = from;
        while (token(i).is("-") || token(i).is("+") || token(i).is("(")) {
            i++;
        }
        Token first = token(i);
        if (first.value() || first.is(Keyword.TRUE) || first.is(Keyword.FALSE) || first.is(Keyword.INTERVAL)) {
            return true;
        }
        if (first.is(Keyword.ANY) || first.is(Keyword.ALL)) {
            return !token(i + 2).is(Keyword.SELECT);
        }
        if (first.kind() != Kind.WORD && first.keyword() == null) {
            return false;
        }
        boolean call = token(i + 1).is("(");
        return call
                ? !holdsColumn(i + 2, endOfParenthesis(i + 1))
                : first.text().toLowerCase(Locale.ROOT).startsWith("current_");
    }

    private void operand(int from, int to, Comparison comparison) {
        if (from < 0 || to < from) {
            return;
        }
        var columns = columns(from, to);
        boolean plain = to - from == 0 || (to - from == 2 && token(from + 1).is("."));
        if (columns.isEmpty()) {
            return;
        }
        if (plain) {
            (comparison == Comparison.EQUAL ? filters : ranges).addAll(columns);
        } else if (!token(from).is("(") || token(to).kind() != Kind.OPERATOR) {
            functionColumns.addAll(columns);
            functionOnColumn = functionOnColumn == null ? text(from, to) : functionOnColumn;
        } else {
            (comparison == Comparison.EQUAL ? filters : ranges).addAll(columns);
        }
    }

    private boolean holdsColumn(int from, int to) {
        return to < from || !columns(from, to - 1).isEmpty();
    }

    private List<Column> columns(int from, int to) {
        var found = new ArrayList<Column>();
        for (int i = from; i <= to; i++) {
            Token token = token(i);
            boolean call = token(i + 1).is("(");
            boolean type = token(i - 1).is("::") || token(i - 1).is(Keyword.AS);
            boolean unit = token(i - 1).is(Keyword.INTERVAL) || token(i - 1).is(Keyword.EXTRACT);
            boolean argumentWord = token(i + 1).is(Keyword.FROM);
            if (token.name()
                    && !call
                    && !type
                    && !unit
                    && !argumentWord
                    && !token(i + 1).is(".")) {
                boolean qualified = token(i - 1).is(".");
                found.add(new Column(qualified ? unquoted(token(i - 2).text()) : "", unquoted(token.text())));
            }
        }
        return found;
    }

    /** Goes left over names, calls, casts and arithmetic to where the operand that ends at {@code end} begins. */
    private int startOfOperand(int end) {
        int i = end;
        while (i >= 0) {
            if (token(i).is(")")) {
                i = startOfParenthesis(i);
                if (token(i - 1).name()
                        || token(i - 1).is(Keyword.IF)
                        || token(i - 1).is(Keyword.LEFT)
                        || token(i - 1).is(Keyword.RIGHT)) {
                    i--;
                }
            } else if (!token(i).name() && !token(i).value()) {
                return i + 1;
            }
            boolean joined = token(i - 1).is(".") || token(i - 1).is("::") || isArithmetic(token(i - 1));
            if (!joined) {
                return i;
            }
            i -= 2;
        }
        return 0;
    }

    private int endOfOperand(int start) {
        int i = start;
        while (token(i + 1).is(".") || token(i + 1).is("::") || isArithmetic(token(i + 1))) {
            i += 2;
        }
        return token(i + 1).is("(") ? endOfParenthesis(i + 1) : i;
    }

    private static boolean isArithmetic(Token token) {
        return token.is("+") || token.is("-") || token.is("*") || token.is("/") || token.is("%") || token.is("||");
    }

    private int startOfParenthesis(int close) {
        int depth = token(close).depth();
        int i = close - 1;
        while (i > 0 && !(token(i).is("(") && token(i).depth() == depth)) {
            i--;
        }
        return i;
    }

    private int endOfParenthesis(int open) {
        int depth = token(open).depth();
        int i = open + 1;
        while (i < tokens.size() && !(token(i).is(")") && token(i).depth() == depth)) {
            i++;
        }
        return i;
    }

    private String text(int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i <= to; i++) {
            String text = token(i).value() ? "?" : token(i).text();
            boolean tight = out.isEmpty()
                    || text.equals(")")
                    || text.equals("(")
                    || text.equals(",")
                    || text.equals(".")
                    || text.equals("::")
                    || token(i - 1).is("(")
                    || token(i - 1).is(".")
                    || token(i - 1).is("::");
            out.append(tight ? "" : " ").append(text);
        }
        return out.length() > 200 ? out.substring(0, 200) : out.toString();
    }

    private Token token(int i) {
        return i < 0 || i >= tokens.size() ? NOTHING : tokens.get(i);
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() > 1 && (name.charAt(0) == '"' || name.charAt(0) == '`');
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
