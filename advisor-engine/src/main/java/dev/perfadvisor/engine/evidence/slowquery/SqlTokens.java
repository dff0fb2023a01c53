package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import dev.perfadvisor.engine.evidence.slowquery.StatementShape.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first 2,000 tokens of a statement, each with the number of parentheses around it, and the ways between them. */
final class SqlTokens {

    private static final int MOST = 2_000;

    /** @param depth parentheses around it; a parenthesis itself stands outside of its pair */
    record Token(Kind kind, @Nullable Keyword keyword, String text, int depth) {
        boolean is(Keyword wanted) {
            return keyword == wanted;
        }

        boolean is(String wanted) {
            return kind == Kind.OPERATOR && text.equals(wanted);
        }

        boolean isName() {
            return kind == Kind.QUOTED || (kind == Kind.WORD && (keyword == null || keyword.function()));
        }

        boolean isValue() {
            return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
        }

        boolean isArithmetic() {
            return is("+") || is("-") || is("*") || is("/") || is("%") || is("||");
        }
    }

    private static final Token NOTHING = new Token(Kind.END, null, "", 0);

    private final List<Token> tokens = new ArrayList<>();

    private SqlTokens() {}

    static SqlTokens of(ByteText sql, boolean mysql) {
        return of(sql.bytes(), sql.length(), mysql);
    }

    static SqlTokens of(String sql, boolean mysql) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        return of(bytes, bytes.length, mysql);
    }

    private static SqlTokens of(byte[] sql, int length, boolean mysql) {
        var read = new SqlTokens();
        var lexer = new SqlLexer();
        lexer.reset(sql, 0, length, mysql);
        int depth = 0;
        while (read.size() < MOST && lexer.next() != Kind.END) {
            var text = new String(lexer.text(), lexer.start(), lexer.end() - lexer.start(), StandardCharsets.UTF_8);
            boolean qualified = read.at(read.size() - 1).is(".");
            var keyword = lexer.kind() == Kind.WORD && !qualified
                    ? Keyword.WORDS.find(lexer.text(), lexer.start(), lexer.end())
                    : null;
            depth = text.equals(")") ? Math.max(0, depth - 1) : depth;
            read.tokens.add(new Token(lexer.kind(), keyword, text, depth));
            depth = text.equals("(") ? depth + 1 : depth;
        }
        return read;
    }

    int size() {
        return tokens.size();
    }

    /** The token at a place, one of kind END before the first and after the last. */
    Token at(int i) {
        return i < 0 || i >= tokens.size() ? NOTHING : tokens.get(i);
    }

    /** Place of the first token at or after {@code from} that is the keyword, outside of parentheses; -1 without any. */
    int outermost(Keyword keyword, int from) {
        for (int i = Math.max(0, from); i < tokens.size(); i++) {
            if (tokens.get(i).depth() == 0 && tokens.get(i).is(keyword)) {
                return i;
            }
        }
        return -1;
    }

    int startOfParenthesis(int close) {
        int depth = at(close).depth();
        int i = close - 1;
        while (i > 0 && !(at(i).is("(") && at(i).depth() == depth)) {
            i--;
        }
        return i;
    }

    int endOfParenthesis(int open) {
        int depth = at(open).depth();
        int i = open + 1;
        while (i < tokens.size() && !(at(i).is(")") && at(i).depth() == depth)) {
            i++;
        }
        return i;
    }

    /** The columns named from one place to another, both included. */
    List<Column> columns(int from, int to) {
        var found = new ArrayList<Column>();
        for (int i = from; i <= to; i++) {
            Token token = at(i);
            boolean call = at(i + 1).is("(");
            boolean type = at(i - 1).is("::") || at(i - 1).is(Keyword.AS);
            boolean unit = at(i - 1).is(Keyword.INTERVAL) || at(i - 1).is(Keyword.EXTRACT);
            // EXTRACT(YEAR FROM a)
            boolean argumentWord = at(i + 1).is(Keyword.FROM) && token.depth() > 0;
            boolean qualifier = at(i + 1).is(".");
            if (token.isName() && !call && !type && !unit && !argumentWord && !qualifier) {
                boolean qualified = at(i - 1).is(".");
                found.add(new Column(qualified ? unquoted(at(i - 2).text()) : "", unquoted(token.text())));
            }
        }
        return found;
    }

    /** The text from one place to another, both included, with values as {@code ?}. */
    String text(int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i <= to; i++) {
            String text = at(i).isValue() ? "?" : at(i).text();
            boolean call = text.equals("(") && (at(i - 1).isName() || at(i - 1).is(Keyword.IF));
            boolean tight = out.isEmpty()
                    || call
                    || text.equals(")")
                    || text.equals(",")
                    || text.equals(".")
                    || text.equals("::")
                    || at(i - 1).is("(")
                    || at(i - 1).is(".")
                    || at(i - 1).is("::")
                    || (text.equals("+")
                            && at(i - 1).text().equals("?")
                            && !at(i + 1).isName());
            out.append(tight ? "" : " ").append(text);
        }
        return out.toString();
    }

    static String unquoted(String name) {
        boolean quoted = name.length() > 1 && (name.charAt(0) == '"' || name.charAt(0) == '`');
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
