package dev.perfadvisor.engine.evidence.slowquery;

/** Texts of errors with values taken out: numbers and what is in single quotes. Names in double quotes stay. */
final class ErrorText {

    private static final int LONGEST = 200;

    /** Where in the statement: the stderr format says it in the text, the others in a field of its own. */
    private static final byte[] POSITION = Ascii.of(" at character ");

    private final ByteText out = new ByteText();

    String normalized(ByteText message) {
        out.clear();
        byte[] text = message.bytes();
        int lineEnd = Ascii.indexOf(text, 0, message.length(), '\n');
        int length = lineEnd < 0 ? message.length() : lineEnd;
        int position = Ascii.indexOf(text, 0, length, POSITION);
        int to = Math.min(position < 0 ? length : position, LONGEST);
        int i = 0;
        while (i < to) {
            boolean wordBefore = i > 0 && (Ascii.isLetter(text[i - 1]) || text[i - 1] == '_');
            int closing = text[i] == '\'' ? Ascii.indexOf(text, i + 1, to, '\'') : -1;
            if (closing >= 0) {
                out.append('?');
                i = closing + 1;
            } else if (Ascii.isDigit(text[i]) && !wordBefore) {
                out.append('?');
                i = endOfNumber(text, i, to);
            } else {
                out.append(text[i]);
                i++;
            }
        }
        return out.toString();
    }

    private static int endOfNumber(byte[] text, int from, int to) {
        int i = from;
        while (i < to && (Ascii.isDigit(text[i]) || (text[i] == '.' && i + 1 < to && Ascii.isDigit(text[i + 1])))) {
            i++;
        }
        return i;
    }
}
