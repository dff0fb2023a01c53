package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.SqlTokens.Token;
import java.util.Locale;

/** Finds where the two sides of a comparison begin and end. */
final class Operands {

    private final SqlTokens tokens;

    Operands(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** Goes left over names, calls, casts and arithmetic to where the operand that ends at {@code end} begins. */
    int start(int end) {
        int i = end;
        while (i >= 0) {
            if (tokens.at(i).is(")")) {
                i = tokens.startOfParenthesis(i);
                Token function = tokens.at(i - 1);
                if (function.isName()
                        || function.is(Keyword.IF)
                        || function.is(Keyword.LEFT)
                        || function.is(Keyword.RIGHT)) {
                    i--;
                }
            } else if (!tokens.at(i).isName() && !tokens.at(i).isValue()) {
                return i + 1;
            }
            Token before = tokens.at(i - 1);
            if (!before.is(".") && !before.is("::") && !before.isArithmetic()) {
                return i;
            }
            i -= 2;
        }
        return 0;
    }

    /** The last token of the operand that begins at {@code start}. */
    int end(int start) {
        int i = start;
        while (tokens.at(i + 1).is(".")
                || tokens.at(i + 1).is("::")
                || tokens.at(i + 1).isArithmetic()) {
            i += 2;
        }
        return tokens.at(i + 1).is("(") ? tokens.endOfParenthesis(i + 1) : i;
    }

    /** Whether an operand without any column begins here: a value, a list of them, a call such as {@code now()}. */
    boolean isValue(int from) {
        int i = from;
        while (tokens.at(i).is("-") || tokens.at(i).is("+") || tokens.at(i).is("(")) {
            i++;
        }
        Token first = tokens.at(i);
        if (first.isValue() || first.is(Keyword.TRUE) || first.is(Keyword.FALSE) || first.is(Keyword.INTERVAL)) {
            return true;
        }
        if (first.is(Keyword.ANY) || first.is(Keyword.ALL)) {
            return !tokens.at(i + 2).is(Keyword.SELECT);
        }
        if (first.kind() != Kind.WORD && first.keyword() == null) {
            return false;
        }
        return tokens.at(i + 1).is("(")
                ? !holdsColumn(i + 2, tokens.endOfParenthesis(i + 1))
                : first.text().toLowerCase(Locale.ROOT).startsWith("current_");
    }

    private boolean holdsColumn(int from, int to) {
        return to < from || !tokens.columns(from, to - 1).isEmpty();
    }

    /** Whether it is a column and nothing else, with or without its table. */
    boolean isPlain(int from, int to) {
        boolean alone = to == from;
        boolean qualified = to - from == 2 && tokens.at(from + 1).is(".");
        return tokens.at(to).isName() && (alone || qualified);
    }

    /** Whether one of several conditions joined by OR holds the token, within the clause. */
    boolean isAlternative(int place) {
        int i = place;
        while (true) {
            int depth = tokens.at(i).depth();
            if (seesOr(i, depth, -1) || seesOr(i, depth, 1)) {
                return true;
            }
            int open = i - 1;
            while (open >= 0 && !(tokens.at(open).is("(") && tokens.at(open).depth() == depth - 1)) {
                open--;
            }
            if (open < 0 || tokens.at(open + 1).is(Keyword.SELECT)) {
                return false;
            }
            i = open;
        }
    }

    private boolean seesOr(int from, int depth, int step) {
        int i = from + step;
        while (i >= 0 && i < tokens.size() && tokens.at(i).depth() >= depth) {
            Token token = tokens.at(i);
            if (token.depth() == depth && token.keyword() != null) {
                if (token.is(Keyword.OR)) {
                    return true;
                }
                if (limitsClause(token.keyword())) {
                    return false;
                }
            }
            i += step;
        }
        return false;
    }

    private static boolean limitsClause(Keyword keyword) {
        return switch (keyword) {
            case WHERE, ON, JOIN, LEFT, RIGHT, INNER, CROSS, GROUP, ORDER, HAVING, LIMIT, OFFSET, UNION, SELECT -> true;
            default -> false;
        };
    }
}
