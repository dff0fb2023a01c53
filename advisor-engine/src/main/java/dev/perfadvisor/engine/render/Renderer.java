package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Result;

/** Writes results and documents in any {@link Format}. */
public final class Renderer {

    private Renderer() {}

    /** A result; {@code style} counts for the terminal only. */
    public static String render(Result result, Format format, Style style) {
        return switch (format) {
            case JSON -> Json.of(result);
            case MARKDOWN -> MarkdownRenderer.render(Report.digest(result));
            case HTML, TERMINAL -> render(Report.of(result), format, style);
        };
    }

    /** A document; as JSON it is its blocks. */
    public static String render(Document document, Format format, Style style) {
        return switch (format) {
            case TERMINAL -> TerminalRenderer.render(document, style);
            case MARKDOWN -> MarkdownRenderer.render(document);
            case HTML -> HtmlRenderer.render(document);
            case JSON -> Json.write(document);
        };
    }
}
