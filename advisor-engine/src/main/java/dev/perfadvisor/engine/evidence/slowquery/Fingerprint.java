package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A statement with values as {@code ?}, lists of values as {@code ?+}, keywords in lower case, blanks folded, without
 * comments; and what the values of this one execution say. One pass over the bytes; the buffers are used again.
 *
 * <pre>{@code
 * SELECT a FROM T WHERE id IN (1, 2,3)  -- x      select a from T where id in (?+)
 * INSERT INTO t(a,b) VALUES (1,'x'),(2,'y')       insert into t(a, b) values (?+)
 * }</pre>
 */
final class Fingerprint {

    private final SqlLexer lexer = new SqlLexer();
    private final ByteText out = new ByteText();
    private final Parens parens = new Parens();
    private final ValueNotes values = new ValueNotes();

    private @Nullable Keyword first;
    private @Nullable Keyword second;
    private @Nullable Keyword previousKeyword;
    private @Nullable Keyword keywordBefore;
    private Kind previousKind = Kind.END;
    private int previousByte;
    private boolean valueBefore;
    private boolean signPending;
    private long listLength;
    private boolean afterLikeCall;

    /** Reads one statement. */
    void read(ByteText sql, boolean mysql) {
        lexer.reset(sql.bytes(), 0, sql.length(), mysql);
        reset();
        while (lexer.next() != Kind.END) {
            token();
        }
        out.trimEnd();
    }

    /** The fingerprint; changes with the next {@link #read}. */
    ByteText text() {
        return out;
    }

    /** The keyword that it begins with, null when it is none. */
    @Nullable Keyword first() {
        return first;
    }

    @Nullable Keyword second() {
        return second;
    }

    /** What its values say. */
    ValueNotes values() {
        return values;
    }

    private void reset() {
        out.clear();
        parens.clear();
        values.clear();
        first = null;
        second = null;
        previousKeyword = null;
        keywordBefore = null;
        previousKind = Kind.END;
        previousByte = 0;
        valueBefore = false;
        signPending = false;
        listLength = 0;
        afterLikeCall = false;
    }

    private void token() {
        switch (lexer.kind()) {
            case WORD -> word();
            case QUOTED -> name();
            case STRING, NUMBER, PARAMETER -> value();
            case OPERATOR -> operator();
            case END -> {}
        }
    }

    private void word() {
        byte[] text = lexer.text();
        Keyword keyword = previousByte == '.' ? null : Keyword.WORDS.find(text, lexer.start(), lexer.end());
        if (first == null && out.isEmpty()) {
            first = keyword;
        } else if (second == null && first == previousKeyword) {
            second = keyword;
        }
        if (keyword == Keyword.NULL && parens.insideList()) {
            value();
            return;
        }
        if (keyword == null) {
            name();
            return;
        }
        if (keyword == Keyword.ASC) {
            // What an order is anyway.
            return;
        }
        if (keyword == Keyword.SELECT && previousByte == '(') {
            parens.subquery();
        }
        space();
        byte[] spelling = Keyword.WORDS.spelling(keyword);
        out.append(spelling, 0, spelling.length);
        after(Kind.WORD, keyword, 'a', false);
    }

    private void name() {
        if (first == Keyword.USE && previousKeyword == Keyword.USE) {
            // The database is a value here: USE shop and USE other do the same.
            value();
            return;
        }
        space();
        out.append(lexer.text(), lexer.start(), lexer.end());
        boolean concat = previousKeyword == Keyword.LIKE || previousKeyword == Keyword.ILIKE;
        after(Kind.QUOTED, null, 'a', false);
        afterLikeCall = concat;
    }

    private void value() {
        boolean like = previousKeyword == Keyword.LIKE || previousKeyword == Keyword.ILIKE || afterLikeCall;
        values.value(lexer, previousKeyword, like, parens.insideAny());
        if (parens.innermost() == Parens.Kind.LIST) {
            listLength++;
            values.listed(listLength);
        }
        boolean collapses = parens.insideList();
        int length = out.length();
        boolean followsValue = collapses
                && length >= 3
                && out.bytes()[length - 1] == ','
                && out.bytes()[length - 2] == '+'
                && out.bytes()[length - 3] == '?';
        if (followsValue) {
            out.truncate(length - 1);
        } else {
            space();
            out.append('?');
            if (collapses) {
                out.append('+');
            }
        }
        after(lexer.kind(), null, '?', true);
    }

    private void operator() {
        byte c = lexer.text()[lexer.start()];
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case ',' -> {
                values.comma(keywordBefore == Keyword.LIMIT, valueBefore, previousKind == Kind.NUMBER);
                out.append(',');
                after(Kind.OPERATOR, null, ',', false);
            }
            case '-', '+' -> sign(c);
            default -> {
                space();
                out.append(lexer.text(), lexer.start(), lexer.end());
                after(Kind.OPERATOR, null, lexer.text()[lexer.end() - 1], c == ']');
            }
        }
    }

    /** The sign of a number is part of the value, that between two operands is not. */
    private void sign(byte c) {
        if (valueBefore || previousKind == Kind.QUOTED || (previousKeyword != null && previousKeyword.function())) {
            space();
            out.append(c);
            after(Kind.OPERATOR, null, c, false);
        } else {
            signPending = true;
        }
    }

    private void open() {
        boolean followsTuple = parens.followsTuple(previousByte, out);
        boolean calls = previousKind == Kind.QUOTED || (previousKeyword != null && previousKeyword.function());
        Parens.Kind kind;
        if (previousKeyword == Keyword.IN) {
            kind = Parens.Kind.LIST;
            listLength = 0;
        } else if (previousKeyword == Keyword.ANY || previousKeyword == Keyword.ALL) {
            kind = Parens.Kind.ANY;
        } else if (previousKeyword == Keyword.VALUES || parens.innermost() == Parens.Kind.LIST || followsTuple) {
            kind = Parens.Kind.TUPLE;
        } else {
            kind = calls ? Parens.Kind.FUNCTION : Parens.Kind.PLAIN;
        }
        if (kind == Parens.Kind.TUPLE && parens.innermost() != Parens.Kind.LIST) {
            values.row(previousKeyword == Keyword.VALUES);
        }
        boolean likeCall = afterLikeCall && kind == Parens.Kind.FUNCTION;
        if (kind != Parens.Kind.FUNCTION) {
            space();
        }
        parens.open(kind, followsTuple, out.length());
        out.append('(');
        after(Kind.OPERATOR, null, '(', false);
        afterLikeCall = likeCall;
    }

    private void close() {
        out.append(')');
        parens.close(out);
        after(Kind.OPERATOR, null, ')', true);
    }

    /** One blank between tokens, none after an opening or around a dot and a cast, nor before a closing parenthesis. */
    private void space() {
        if (signPending) {
            signPending = false;
        }
        int c = lexer.text()[lexer.start()];
        boolean tight = out.isEmpty()
                || previousByte == '('
                || previousByte == '.'
                || previousByte == ':'
                || previousByte == '['
                || c == '.'
                || c == ';'
                || c == '['
                || c == ']'
                || (c == ':' && lexer.kind() == Kind.OPERATOR);
        if (!tight) {
            out.append(' ');
        }
    }

    private void after(Kind kind, @Nullable Keyword keyword, int lastByte, boolean value) {
        keywordBefore = previousKeyword;
        previousKind = kind;
        previousKeyword = keyword;
        previousByte = lastByte;
        valueBefore = value;
        afterLikeCall = false;
    }
}
