package dev.perfadvisor.engine.evidence;

/** What unknown bytes look like, so that users see what they handed in. */
final class Description {

    private static final int SHOWN = 60;

    private Description() {}

    static String of(Head head) {
        var text = head.text();
        long control = text.chars()
                .filter(c -> c < 32 && c != '\n' && c != '\r' && c != '\t')
                .count();
        if (control * 20 > text.length()) {
            return "binary data that is no JFR recording";
        }
        // The first line alone is often a bracket.
        var first = text.strip().replaceAll("\\s+", " ");
        if (first.isEmpty()) {
            return "nothing but blank space";
        }
        var shown = first.length() > SHOWN ? first.substring(0, SHOWN) + "..." : first;
        return "text that begins with \"" + printable(shown) + "\"";
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> c < 32 || c == 127 || (c >= 128 && c < 160) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
