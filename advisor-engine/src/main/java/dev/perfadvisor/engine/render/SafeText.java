package dev.perfadvisor.engine.render;

/** Text from evidence, made harmless for where it is shown. */
final class SafeText {

    private SafeText() {}

    /** Without control characters: an escape sequence in a file name must not reach the terminal. */
    static String terminal(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean control = (c < 32 && c != '\n' && c != '\t') || isHigherControl(c);
            safe.appendCodePoint(control ? '?' : c);
        });
        return safe.toString();
    }

    /** JSON, in which the control characters that it allows in texts are escaped as the others are. */
    static String json(String text) {
        var safe = new StringBuilder();
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isHigherControl(text.charAt(i))) {
                safe.append(text, done, i).append("\\u%04x".formatted((int) text.charAt(i)));
                done = i + 1;
            }
        }
        return done == 0 ? text : safe.append(text, done, text.length()).toString();
    }

    /** Delete, those from 128 on, which some terminals take for escape sequences, and those that turn text. */
    private static boolean isHigherControl(int c) {
        return (c >= 127 && c < 160) || isBidi(c);
    }

    /** Characters that turn the direction of text and can make it read as something else. */
    private static boolean isBidi(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    static String html(String text) {
        return terminal(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Markdown without its own signs; HTML in it stays text. */
    static String markdown(String text) {
        var safe = new StringBuilder();
        terminal(text).chars().forEach(c -> {
            if ("\\`*_[]<>|#~".indexOf(c) >= 0) {
                safe.append('\\');
            }
            safe.append((char) c);
        });
        return safe.toString().replace("\n", " ");
    }
}
