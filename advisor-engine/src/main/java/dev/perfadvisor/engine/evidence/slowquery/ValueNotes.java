package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;
import org.jspecify.annotations.Nullable;

/** What the values of one statement mean where they stand: a page, a pattern, a list. One object is used for all. */
final class ValueNotes {

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

    private long parameters;
    private long lastNumber;
    private long offset;
    private long limitValue;
    private boolean limitComma;
    private long listMax;
    private boolean leadingWildcard;
    private boolean likeWithoutWildcard;
    private long rows;
    private long rowsMax;
    private int offsetParameter;
    private int likeParameter;
    private int arrayParameter;
    private boolean literalsMatter;

    void clear() {
        parameters = 0;
        lastNumber = -1;
        offset = -1;
        limitValue = -1;
        limitComma = false;
        listMax = 0;
        leadingWildcard = false;
        likeWithoutWildcard = false;
        rows = 0;
        rowsMax = 0;
        offsetParameter = 0;
        likeParameter = 0;
        arrayParameter = 0;
        literalsMatter = false;
    }

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
        return listMax;
    }

    boolean leadingWildcard() {
        return leadingWildcard;
    }

    boolean likeWithoutWildcard() {
        return likeWithoutWildcard;
    }

    /** Most rows in a list of VALUES. */
    long rowsMax() {
        return rowsMax;
    }

    /** Notes a row of VALUES, the first of its list or a further one. */
    void row(boolean first) {
        rows = first ? 1 : rows + 1;
        rowsMax = Math.max(rowsMax, rows);
    }

    /** Notes that a list has as many values so far. */
    void listed(long values) {
        listMax = Math.max(listMax, values);
    }

    /** Notes a comma: {@code LIMIT 1000, 50} writes the offset before it. */
    void comma(boolean afterLimit, boolean afterValue, boolean afterNumber) {
        literalsMatter |= afterValue && afterLimit;
        limitComma = limitValue >= 0 && afterNumber && afterLimit;
    }

    /** Notes the value that the lexer stands on. */
    void value(SqlLexer lexer, @Nullable Keyword keyword, boolean like, boolean any) {
        byte[] text = lexer.text();
        int from = lexer.start();
        int to = lexer.end();
        if (lexer.kind() == Kind.PARAMETER) {
            parameters++;
        } else {
            literalsMatter |= like || any || keyword == Keyword.OFFSET;
        }
        switch (lexer.kind()) {
            case STRING -> string(text, from, to, like, any);
            case NUMBER -> number(Ascii.number(text, from, to), keyword);
            case PARAMETER -> {
                int number = text[from] == '$' ? (int) Math.min(65_536, Ascii.number(text, from + 1, to)) : 0;
                if (keyword == Keyword.OFFSET) {
                    offsetParameter = number;
                } else if (like && likeParameter == 0) {
                    likeParameter = number;
                } else if (any && arrayParameter == 0) {
                    arrayParameter = number;
                }
            }
            default -> {}
        }
    }

    private void string(byte[] text, int from, int to, boolean like, boolean any) {
        int quote = Ascii.indexOf(text, from, to, '\'');
        int first = (quote < 0 ? from : quote) + 1;
        likeWithoutWildcard |= like && Ascii.indexOf(text, from, to, '%') < 0 && Ascii.indexOf(text, from, to, '_') < 0;
        if (first < to) {
            leadingWildcard |= like && (text[first] == '%' || text[first] == '_');
            if (any && text[first] == '{') {
                listed(Parameters.elements(text, first, to));
            }
        }
    }

    private void number(long number, @Nullable Keyword keyword) {
        lastNumber = number;
        if (keyword == Keyword.OFFSET) {
            offset = Math.max(offset, number);
        } else if (keyword == Keyword.LIMIT) {
            limitValue = number;
        } else if (limitComma) {
            offset = Math.max(offset, limitValue);
            limitComma = false;
        }
    }
}
