package dev.perfadvisor.http.upload;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** Names of artifacts as clients give them. They are shown, and never opened. */
final class Names {

    private static final int MOST_CHARS = 400;

    private Names() {}

    /** Without control characters and what turns the direction of text; empty when nothing is left. */
    static String clean(String name) {
        var clean = new StringBuilder();
        name.strip()
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .limit(MOST_CHARS)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The name in a header {@code Content-Disposition: attachment; filename="app.jfr"}; empty when there is none. */
    static String ofHeader(@Nullable String disposition) {
        if (disposition == null) {
            return "";
        }
        try {
            var name = ContentDisposition.parse(disposition).getFilename();
            return name == null ? "" : clean(name);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
