package dev.perfadvisor.engine.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** Style and script of HTML reports. The page of the server uses the same. */
public final class HtmlAssets {

    private static final String CSS = text("report.css");
    private static final String SCRIPT = text("report.js");

    private HtmlAssets() {}

    /** The style sheet of reports. */
    public static String css() {
        return CSS;
    }

    /** The script that zooms into flame graphs. */
    public static String script() {
        return SCRIPT;
    }

    /** What a report may do: nothing but use its own style and this one script. */
    public static String policy() {
        return "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + hash()
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(SCRIPT.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String text(String name) {
        try (var stream = Objects.requireNonNull(HtmlAssets.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
