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

    private static final int DEEPEST = 64;

    /**
     * What values of a statement say more than that they differ.
     *
     * @param literals whether one in the text does, such as an offset
     * @param parameters whether values are bound apart from the text
     * @param offsetParameter number n of the parameter {@code $n} after OFFSET, 0 when there is none
     * @param likeParameter the same after the first LIKE
     * @param arrayParameter the same inside the first {@code ANY (...)}
     */
    record Values(boolean literals, boolean parameters, int offsetParameter, int likeParameter, int arrayParameter) {}

    /** What a pair of parentheses holds. */
    private enum Paren {
        PLAIN,
        FUNCTION,
        LIST,
        TUPLE,
        ANY
    }

    private final SqlLexer lexer = new SqlLexer();
    private final ByteText out = new ByteText();
    private final Paren[] parens = new Paren[DEEPEST];
    private final int[] tupleStarts = new int[DEEPEST];
    private final int[] firstTuples = new int[DEEPEST];
    private int depth;

    private @Nullable Keyword first;
    private @Nullable Keyword second;
    private @Nullable Keyword previousKeyword;
    private @Nullable Keyword keywordBefore;
    private Kind previousKind = Kind.END;
    private int previousByte;
    private boolean valueBefore;
    private boolean signPending;
    private long listLength;
    private long parameters;
    private long lastNumber;
    private boolean afterLikeCall;

    private long offset;
    private long limitValue;
    private boolean limitComma;
    private long inListMax;
    private boolean leadingWildcard;
    private int offsetParameter;
    private int likeParameter;
    private int arrayParameter;
    private boolean literalsMatter;

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

    /** What of the values has to be read, the same for all statements with these tokens. */
    Values values() {
        return new Values(literalsMatter, parameters > 0, offsetParameter, likeParameter, arrayParameter);
    }

    /** The last number in the text, -1 when there is none. */
    long lastNumber() {
        return lastNumber;
    }

    /** The literal OFFSET, -1 when it has none. */
    long offset() {
        return offset;
    }

    /** Most values in an IN list, or in an array literal of ANY. */
    long inListMax() {
        return inListMax;
    }

    boolean leadingWildcard() {
        return leadingWildcard;
    }

    private void reset() {
        out.clear();
        depth = 0;
        first = null;
        second = null;
        previousKeyword = null;
        keywordBefore = null;
        previousKind = Kind.END;
        previousByte = 0;
        valueBefore = false;
        signPending = false;
        listLength = 0;
        parameters = 0;
        lastNumber = -1;
        afterLikeCall = false;
        offset = -1;
        limitValue = -1;
        limitComma = false;
        inListMax = 0;
        leadingWildcard = false;
        offsetParameter = 0;
        likeParameter = 0;
        arrayParameter = 0;
        literalsMatter = false;
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
        if (keyword == Keyword.NULL && insideList()) {
            value();
            return;
        }
        if (keyword == null) {
            name();
            return;
        }
        space();
        byte[] spelling = Keyword.WORDS.spelling(keyword);
        out.append(spelling, 0, spelling.length);
        after(Kind.WORD, keyword, 'a', false);
    }

    private void name() {
        space();
        out.append(lexer.text(), lexer.start(), lexer.end());
        boolean concat = previousKeyword == Keyword.LIKE || previousKeyword == Keyword.ILIKE;
        after(Kind.QUOTED, null, 'a', false);
        afterLikeCall = concat;
    }

    private void value() {
        observe();
        Paren paren = depth == 0 ? Paren.PLAIN : parens[Math.min(depth, DEEPEST) - 1];
        if (paren == Paren.LIST) {
            listLength++;
            inListMax = Math.max(inListMax, listLength);
        }
        boolean collapses = paren == Paren.LIST || paren == Paren.TUPLE;
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

    /** Notes what this value means where it stands. */
    private void observe() {
        byte[] text = lexer.text();
        int from = lexer.start();
        int to = lexer.end();
        Kind kind = lexer.kind();
        boolean like = previousKeyword == Keyword.LIKE || previousKeyword == Keyword.ILIKE || afterLikeCall;
        if (kind == Kind.PARAMETER) {
            parameters++;
        } else {
            literalsMatter |= like || insideAny() || previousKeyword == Keyword.OFFSET;
        }
        switch (kind) {
            case STRING -> {
                int quote = Ascii.indexOf(text, from, to, '\'');
                int opening = quote < 0 ? from : quote;
                if (like && opening + 1 < to && (text[opening + 1] == '%' || text[opening + 1] == '_')) {
                    leadingWildcard = true;
                }
                if (insideAny() && opening + 1 < to && text[opening + 1] == '{') {
                    inListMax = Math.max(inListMax, Parameters.elements(text, opening + 1, to));
                }
            }
            case NUMBER -> {
                long number = Ascii.number(text, from, to);
                lastNumber = number;
                if (previousKeyword == Keyword.OFFSET) {
                    offset = Math.max(offset, number);
                } else if (previousKeyword == Keyword.LIMIT) {
                    limitValue = number;
                } else if (limitComma) {
                    offset = Math.max(offset, limitValue);
                    limitComma = false;
                }
            }
            case PARAMETER -> {
                int number = text[from] == '$' ? (int) Math.min(65_536, Ascii.number(text, from + 1, to)) : 0;
                if (previousKeyword == Keyword.OFFSET) {
                    offsetParameter = number;
                } else if (like && likeParameter == 0) {
                    likeParameter = number;
                } else if (insideAny() && arrayParameter == 0) {
                    arrayParameter = number;
                }
            }
            default -> {}
        }
    }

    private void operator() {
        byte c = lexer.text()[lexer.start()];
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case ',' -> {
                literalsMatter |= valueBefore && keywordBefore == Keyword.LIMIT;
                limitComma = limitValue >= 0 && previousKind == Kind.NUMBER && keywordBefore == Keyword.LIMIT;
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
        Paren paren;
        boolean followsTuple = followsTuple();
        boolean inTuples = depth > 0 && depth <= DEEPEST && parens[depth - 1] == Paren.LIST;
        if (previousKeyword == Keyword.IN) {
            paren = Paren.LIST;
            listLength = 0;
        } else if (previousKeyword == Keyword.ANY || previousKeyword == Keyword.ALL) {
            paren = Paren.ANY;
        } else if (previousKeyword == Keyword.VALUES || inTuples || followsTuple) {
            paren = Paren.TUPLE;
        } else {
            paren = previousKind == Kind.QUOTED || (previousKeyword != null && previousKeyword.function())
                    ? Paren.FUNCTION
                    : Paren.PLAIN;
        }
        boolean likeCall = afterLikeCall && paren == Paren.FUNCTION;
        if (paren != Paren.FUNCTION) {
            space();
        }
        if (depth < DEEPEST) {
            parens[depth] = paren;
            tupleStarts[depth] = out.length();
            if (paren == Paren.TUPLE && !followsTuple) {
                firstTuples[depth] = -1;
            }
            if (depth + 1 < DEEPEST) {
                firstTuples[depth + 1] = -1;
            }
        }
        depth++;
        out.append('(');
        after(Kind.OPERATOR, null, '(', false);
        afterLikeCall = likeCall;
    }

    private boolean followsTuple() {
        return previousByte == ','
                && depth < DEEPEST
                && parens[depth] == Paren.TUPLE
                && firstTuples[depth] >= 0
                && out.length() >= 2
                && out.bytes()[out.length() - 2] == ')';
    }

    private void close() {
        out.append(')');
        if (depth > 0) {
            depth--;
        }
        if (depth < DEEPEST && parens[depth] == Paren.TUPLE) {
            foldTuple();
        }
        after(Kind.OPERATOR, null, ')', true);
    }

    /** A tuple that looks like the first one of its list adds nothing to the fingerprint. */
    private void foldTuple() {
        int start = tupleStarts[depth];
        int firstStart = firstTuples[depth];
        if (firstStart < 0) {
            firstTuples[depth] = start;
            return;
        }
        int length = out.length() - start;
        int firstEnd = firstStart + length;
        if (firstEnd > start) {
            return;
        }
        for (int i = 0; i < length; i++) {
            if (out.bytes()[firstStart + i] != out.bytes()[start + i]) {
                return;
            }
        }
        int end = start;
        while (end > firstEnd && out.bytes()[end - 1] != ')') {
            end--;
        }
        out.truncate(end);
    }

    private boolean insideList() {
        return depth > 0 && depth <= DEEPEST && (parens[depth - 1] == Paren.LIST || parens[depth - 1] == Paren.TUPLE);
    }

    private boolean insideAny() {
        return depth > 0 && depth <= DEEPEST && parens[depth - 1] == Paren.ANY;
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
