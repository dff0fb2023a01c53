package dev.perfadvisor.engine.evidence.slowquery;

/** Values bound to a statement, as PostgreSQL writes them: {@code $1 = '42', $2 = NULL, $3 = 'it''s'}. */
final class Parameters {

    private Parameters() {}

    /** Where the value of {@code $number} begins (after its opening quote), -1 when it is not there. */
    static int find(ByteText parameters, int number) {
        byte[] text = parameters.bytes();
        int to = parameters.length();
        int at = 0;
        while (at < to) {
            if (text[at] == '$') {
                int end = Ascii.endOfDigits(text, at + 1, to);
                boolean wanted = Ascii.number(text, at + 1, to) == number;
                int quote = end + 3;
                if (end > at + 1 && quote < to && text[end + 1] == '=' && text[quote] == '\'') {
                    if (wanted) {
                        return quote + 1;
                    }
                    at = endOfQuoted(text, quote, to);
                    continue;
                }
            }
            at++;
        }
        return -1;
    }

    /** Number of elements of an array literal that begins here: {@code {1,2,3}}. */
    static long elements(byte[] text, int from, int to) {
        if (from + 1 >= to || text[from] != '{' || text[from + 1] == '}') {
            return 0;
        }
        long count = 1;
        boolean quoted = false;
        for (int i = from + 1; i < to; i++) {
            switch (text[i]) {
                case '\\' -> i++;
                case '"' -> quoted = !quoted;
                case ',' -> count += quoted ? 0 : 1;
                case '}' -> {
                    if (!quoted) {
                        return count;
                    }
                }
                default -> {}
            }
        }
        return count;
    }

    private static int endOfQuoted(byte[] text, int quote, int to) {
        int i = quote + 1;
        while (i < to) {
            if (text[i] == '\'') {
                if (i + 1 < to && text[i + 1] == '\'') {
                    i++;
                } else {
                    return i + 1;
                }
            }
            i++;
        }
        return to;
    }
}
