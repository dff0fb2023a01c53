package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.AtomicFile;
import dev.perfadvisor.shell.session.Reply;
import java.io.IOException;

/** Replies as text. */
final class Screen {

    private Screen() {}

    /** The text of a reply, which ends in a line feed unless it is empty; what is to be exported is written. */
    static String show(Reply reply, Style style) {
        return switch (reply) {
            case Reply.Silence _, Reply.Leave _ -> "";
            case Reply.Note(var text) -> text + "\n";
            case Reply.Refusal(var text) -> text + "\n";
            case Reply.Page(var document, var folded) ->
                Renderer.render(
                        document, Format.TERMINAL, new Style(style.width(), style.colour(), style.unicode(), folded));
            case Reply.Export export -> export(export, style);
        };
    }

    private static String export(Reply.Export export, Style style) {
        var plain = new Style(style.width(), false, true, false);
        try {
            AtomicFile.write(export.file(), Renderer.render(export.result(), export.format(), plain));
            return "Written to " + export.file() + ".\n";
        } catch (IOException e) {
            return "'" + export.file() + "' can not be written: " + e.getMessage() + ".\n";
        }
    }
}
