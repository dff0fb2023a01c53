package dev.perfadvisor.engine.evidence.slowquery;

/** The parentheses that are open while a fingerprint is written, and the tuples in them that look alike. */
final class Parens {

    private static final int DEEPEST = 64;

    /** What a pair of parentheses holds. */
    enum Kind {
        PLAIN,
        FUNCTION,
        LIST,
        TUPLE,
        ANY
    }

    private final Kind[] kinds = new Kind[DEEPEST];
    private final int[] tupleStarts = new int[DEEPEST];
    private final int[] firstTuples = new int[DEEPEST];
    private int depth;

    void clear() {
        depth = 0;
    }

    /** What the innermost open pair holds. */
    Kind innermost() {
        return depth == 0 || depth > DEEPEST ? Kind.PLAIN : kinds[depth - 1];
    }

    /** Whether values are one of a list, which collapses. */
    boolean insideList() {
        return innermost() == Kind.LIST || innermost() == Kind.TUPLE;
    }

    boolean insideAny() {
        return innermost() == Kind.ANY;
    }

    /** Whether the next pair would be a further tuple: {@code (1, 2), (}. */
    boolean followsTuple(int previousByte, ByteText out) {
        return previousByte == ','
                && depth < DEEPEST
                && kinds[depth] == Kind.TUPLE
                && firstTuples[depth] >= 0
                && out.length() >= 2
                && out.bytes()[out.length() - 2] == ')';
    }

    /** Opens a pair at the end of what is written. */
    void open(Kind kind, boolean followsTuple, int at) {
        if (depth < DEEPEST) {
            kinds[depth] = kind;
            tupleStarts[depth] = at;
            if (kind == Kind.TUPLE && !followsTuple) {
                firstTuples[depth] = -1;
            }
            if (depth + 1 < DEEPEST) {
                firstTuples[depth + 1] = -1;
            }
        }
        depth++;
    }

    /** The innermost pair, thought a list, holds a subquery. */
    void subquery() {
        if (depth > 0 && depth <= DEEPEST && kinds[depth - 1] == Kind.LIST) {
            kinds[depth - 1] = Kind.PLAIN;
        }
    }

    /** Closes the innermost pair, whose closing parenthesis is written. */
    void close(ByteText out) {
        if (depth > 0) {
            depth--;
        }
        if (depth < DEEPEST && kinds[depth] == Kind.TUPLE) {
            fold(out);
        }
    }

    /** A tuple that looks like the first one of its list adds nothing to the fingerprint. */
    private void fold(ByteText out) {
        int start = tupleStarts[depth];
        int firstStart = firstTuples[depth];
        if (firstStart < 0) {
            firstTuples[depth] = start;
            return;
        }
        int length = out.length() - start;
        int firstEnd = firstStart + length;
        if (firstEnd > start || !same(out.bytes(), firstStart, start, length)) {
            return;
        }
        int end = start;
        while (end > firstEnd && out.bytes()[end - 1] != ')') {
            end--;
        }
        out.truncate(end);
    }

    private static boolean same(byte[] bytes, int left, int right, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[left + i] != bytes[right + i]) {
                return false;
            }
        }
        return true;
    }
}
