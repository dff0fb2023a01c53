package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.slowquery.SqlLexer.Kind;

/**
 * Tells in one pass whether a statement was seen before, without writing its fingerprint: a hash of 128 bits over its
 * tokens, in which a value counts as a value. Statements with the same key have the same {@link Fingerprint}; the
 * reverse does not hold (other blanks, other case, lists of other lengths), which costs an entry of {@link KnownStatements}
 * and nothing else.
 */
final class StatementKey {

    private static final long VALUE = 0x5bf0_3635_dcd1_b2f7L;

    private static final byte BLANK = 1;
    private static final byte WORD = 2;
    private static final byte DIGIT = 3;
    private static final byte QUOTE = 4;
    private static final byte SINGLE = 5;
    private static final byte[] CLASSES = classes();

    private final SqlLexer lexer = new SqlLexer();
    private long low;
    private long high;
    private long literals;
    private long literalHash;

    void read(ByteText sql, boolean mysql) {
        low = 0x243f_6a88_85a3_08d3L;
        high = 0x1319_8a2e_0370_7344L;
        literals = 0;
        literalHash = 17;
        byte[] text = sql.bytes();
        int limit = sql.length();
        int at = 0;
        while (at < limit) {
            // Most bytes belong to blanks, words, numbers and plain operators; the lexer reads whatever else there is.
            at = switch (CLASSES[text[at] & 0xFF]) {
                case BLANK -> at + 1;
                case WORD -> word(text, at, limit, mysql);
                case DIGIT -> number(text, at, limit, mysql);
                case QUOTE -> string(text, at, limit, mysql);
                case SINGLE -> single(text, at);
                default -> other(text, at, limit, mysql);
            };
        }
    }

    private int word(byte[] text, int from, int limit, boolean mysql) {
        int at = from + 1;
        while (at < limit && SqlLexer.isWordPart(text[at])) {
            at++;
        }
        if (at < limit && text[at] == '\'') {
            return other(text, from, limit, mysql);
        }
        token(text, from, at - from);
        return at;
    }

    private int number(byte[] text, int from, int limit, boolean mysql) {
        int at = from + 1;
        while (at < limit && Ascii.isDigit(text[at])) {
            at++;
        }
        boolean more = at < limit && (text[at] == '.' || Ascii.isLetter(text[at]));
        return more ? other(text, from, limit, mysql) : literal(text, from, at);
    }

    private int string(byte[] text, int from, int limit, boolean mysql) {
        int at = from + 1;
        while (at < limit && text[at] != '\'' && text[at] != '\\') {
            at++;
        }
        boolean plain = at < limit && text[at] == '\'' && (at + 1 == limit || text[at + 1] != '\'');
        return plain ? literal(text, from, at + 1) : other(text, from, limit, mysql);
    }

    private int single(byte[] text, int at) {
        mix(text[at] + 1L);
        return at + 1;
    }

    private int literal(byte[] text, int from, int to) {
        literals++;
        literalHash = Ascii.hash(literalHash * 31, text, from, to);
        mix(VALUE);
        return to;
    }

    /** One token, or none when only comments are left. */
    private int other(byte[] text, int from, int limit, boolean mysql) {
        lexer.reset(text, from, limit, mysql);
        Kind kind = lexer.next();
        if (kind == Kind.STRING || kind == Kind.NUMBER) {
            return literal(text, lexer.start(), lexer.end());
        }
        if (kind != Kind.END) {
            token(text, lexer.start(), lexer.end() - lexer.start());
        }
        return lexer.end();
    }

    private void token(byte[] text, int start, int length) {
        int at = start;
        int left = length;
        while (left > Long.BYTES) {
            mix(Ascii.word(text, at, Long.BYTES));
            at += Long.BYTES;
            left -= Long.BYTES;
        }
        mix(Ascii.word(text, at, left) + length);
    }

    private void mix(long value) {
        low = (low ^ value) * 0x9E37_79B9_7F4A_7C15L;
        low ^= low >>> 32;
        high = Long.rotateLeft(high, 23) * 0xC2B2_AE3D_27D4_EB4FL + value;
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }

    /** Hash of all values in the text, 0 when there are none. */
    long literalHash() {
        return literals == 0 ? 0 : Ascii.spread(literalHash);
    }

    private static byte[] classes() {
        var classes = new byte[256];
        for (int c = 0; c < 256; c++) {
            if (c <= ' ') {
                classes[c] = BLANK;
            } else if (SqlLexer.isWordStart(c)) {
                classes[c] = WORD;
            } else if (Ascii.isDigit(c)) {
                classes[c] = DIGIT;
            } else if (c == '\'') {
                classes[c] = QUOTE;
            } else if (c == '(' || c == ')' || c == ',' || c == '*' || c == ';' || c == '+' || c == '%') {
                classes[c] = SINGLE;
            }
        }
        return classes;
    }
}
