package dev.perfadvisor.engine.evidence.slowquery;

/**
 * Tokens of SQL as PostgreSQL, MySQL and MariaDB write it, one at a time, in one pass over the bytes. Comments and
 * optimizer hints are no tokens. Whatever the bytes are, each call moves on: an unclosed quote ends with the text.
 */
final class SqlLexer {

    enum Kind {
        WORD,
        /** {@code "name"} or {@code `name`}. */
        QUOTED,
        STRING,
        NUMBER,
        /** {@code ?}, {@code $1} or {@code :name}. */
        PARAMETER,
        OPERATOR,
        END
    }

    private static final byte START = 2;
    private static final byte PART = 1;
    private static final byte[] CLASSES = classes();

    private byte[] text = new byte[0];
    private int at;
    private int limit;
    private boolean mysql;
    private Kind kind = Kind.END;
    private int start;
    private int end;

    void reset(byte[] bytes, int from, int to, boolean mysqlDialect) {
        text = bytes;
        at = from;
        limit = to;
        mysql = mysqlDialect;
        kind = Kind.END;
        start = from;
        end = from;
    }

    byte[] text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** Where the token begins; a string includes its quotes. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Reads the next token and tells its kind, {@link Kind#END} at the end. */
    Kind next() {
        skip();
        start = at;
        if (at >= limit) {
            kind = Kind.END;
        } else {
            kind = read(text[at]);
        }
        end = at;
        return kind;
    }

    private Kind read(byte c) {
        if (isWordStart(c)) {
            return word();
        }
        if (Ascii.isDigit(c) || (c == '.' && Ascii.isDigit(peek(1)))) {
            number();
            return Kind.NUMBER;
        }
        return switch (c) {
            case '\'' -> quoted('\'', mysql, Kind.STRING);
            case '"' -> quoted('"', mysql, mysql ? Kind.STRING : Kind.QUOTED);
            case '`' -> quoted('`', false, Kind.QUOTED);
            case '?' -> one(Kind.PARAMETER);
            case '$' -> dollar();
            case ':' -> colon();
            default -> operator(c);
        };
    }

    private Kind one(Kind oneByte) {
        at++;
        return oneByte;
    }

    private Kind word() {
        int from = at;
        int end = at;
        while (end < limit && isWordPart(text[end])) {
            end++;
        }
        at = end;
        if (at < limit && text[at] == '\'' && isStringPrefix(from)) {
            boolean escapes = mysql || (text[from] | 0x20) == 'e';
            return quoted('\'', escapes, Kind.STRING);
        }
        return Kind.WORD;
    }

    /** Whether the word from here to the quote is a prefix of it: {@code E'..'}, {@code N'..'}, {@code _utf8'..'}. */
    private boolean isStringPrefix(int from) {
        int first = text[from] | 0x20;
        boolean letter = at - from == 1 && (first == 'e' || first == 'n' || first == 'b' || first == 'x');
        return letter || text[from] == '_';
    }

    private void number() {
        at++;
        while (at < limit) {
            byte c = text[at];
            boolean exponentSign = (c == '-' || c == '+')
                    && (text[at - 1] | 0x20) == 'e'
                    && text[start] != '0'
                    && Ascii.isDigit(peek(1));
            if (!Ascii.isDigit(c) && !Ascii.isLetter(c) && c != '.' && !exponentSign) {
                break;
            }
            at++;
        }
    }

    private Kind quoted(int quote, boolean backslashEscapes, Kind of) {
        at++;
        while (at < limit) {
            byte c = text[at];
            if (c == '\\' && backslashEscapes) {
                at++;
            } else if (c == quote) {
                if (peek(1) != quote) {
                    at++;
                    return of;
                }
                at++;
            }
            at++;
        }
        at = limit;
        return of;
    }

    private Kind dollar() {
        if (Ascii.isDigit(peek(1))) {
            at = Ascii.endOfDigits(text, at + 1, limit);
            return Kind.PARAMETER;
        }
        int tagEnd = at + 1;
        while (tagEnd < limit && isWordPart(text[tagEnd]) && text[tagEnd] != '$') {
            tagEnd++;
        }
        if (tagEnd >= limit || text[tagEnd] != '$') {
            at++;
            return Kind.OPERATOR;
        }
        int tag = tagEnd + 1 - at;
        for (int i = tagEnd + 1; i + tag <= limit; i++) {
            if (text[i] == '$' && same(at, i, tag)) {
                at = i + tag;
                return Kind.STRING;
            }
        }
        at = limit;
        return Kind.STRING;
    }

    private boolean same(int left, int right, int count) {
        for (int i = 0; i < count; i++) {
            if (text[left + i] != text[right + i]) {
                return false;
            }
        }
        return true;
    }

    private Kind colon() {
        if (peek(1) == ':') {
            at += 2;
            return Kind.OPERATOR;
        }
        at++;
        if (at < limit && isWordStart(text[at])) {
            while (at < limit && isWordPart(text[at])) {
                at++;
            }
            return Kind.PARAMETER;
        }
        return Kind.OPERATOR;
    }

    private Kind operator(byte c) {
        at++;
        if (c == '<' || c == '>' || c == '!' || c == '|' || c == '&' || c == '=' || c == '~') {
            while (at < limit && "<>=|&~*".indexOf(text[at]) >= 0) {
                at++;
            }
        }
        return Kind.OPERATOR;
    }

    /** Skips blanks and comments. */
    private void skip() {
        while (at < limit) {
            byte c = text[at];
            if (c >= 0 && c <= ' ') {
                at++;
            } else if ((c == '-' && peek(1) == '-') || (c == '#' && mysql)) {
                int lineEnd = Ascii.indexOf(text, at, limit, '\n');
                at = lineEnd < 0 ? limit : lineEnd;
            } else if (c == '/' && peek(1) == '*') {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        int depth = 0;
        while (at < limit) {
            if (text[at] == '/' && peek(1) == '*' && (depth == 0 || !mysql)) {
                depth++;
                at += 2;
            } else if (text[at] == '*' && peek(1) == '/') {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
        at = limit;
    }

    private int peek(int ahead) {
        return at + ahead < limit ? text[at + ahead] : 0;
    }

    static boolean isWordStart(int c) {
        return CLASSES[c & 0xFF] == START;
    }

    static boolean isWordPart(int c) {
        return CLASSES[c & 0xFF] >= PART;
    }

    private static byte[] classes() {
        var classes = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean start = Ascii.isLetter(c) || c == '_' || c == '@' || c >= 128;
            classes[c] = start ? START : Ascii.isDigit(c) || c == '$' ? PART : 0;
        }
        return classes;
    }
}
