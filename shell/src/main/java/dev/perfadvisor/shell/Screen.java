package dev.perfadvisor.shell;

import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.session.Output;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** What is to be shown, as text. */
public final class Screen {

    private final Format usual;
    private final boolean quiet;

    /**
     * A screen.
     *
     * @param usual the format where a command does not ask for one
     * @param quiet leaves out what only says that something was done
     */
    public Screen(Format usual, boolean quiet) {
        this.usual = usual;
        this.quiet = quiet;
    }

    private record Complaint(String schema, String error, int exit) {}

    /** What a line gave: text for standard output, a complaint for standard error, and the exit status. */
    public record Shown(String text, String complaint, Exit exit) {}

    /** The text of an output, which ends in a line feed unless it is empty; what is to be exported is written. */
    public Shown show(Output output, Style style) {
        return switch (output) {
            case Output.Silence _, Output.Leave _, Output.Offer _ -> new Shown("", "", Exit.DONE);
            case Output.Note(var text) -> new Shown(note(text), "", Exit.DONE);
            case Output.Made(var text, var exit) -> new Shown(text, "", exit);
            case Output.Refusal(var text, var exit) -> refusal(text, exit);
            case Output.Page page -> new Shown(text(page, style), "", page.exit());
            case Output.Export export -> export(export, style);
            case Output.Flames flames -> flames(flames, style);
        };
    }

    /** A remark stands with what people read, above the graph as below it would be far from its beginning. */
    private Shown flames(Output.Flames flames, Style style) {
        var remark = flames.remark().isEmpty() || usual == Format.JSON
                ? ""
                : Renderer.render(new Document("", List.of(new Paragraph(flames.remark()))), Format.TERMINAL, style);
        var file = flames.file();
        if (file == null) {
            var format = flames.format() == null ? usual : flames.format();
            var graph = FlameText.of(flames.graph(), format, style);
            return new Shown(format == Format.TERMINAL ? remark + graph : graph, "", Exit.DONE);
        }
        var written = written(file, FlameText.of(flames.graph(), file, style));
        return new Shown(
                written.text() + (written.exit() == Exit.DONE ? remark : ""), written.complaint(), written.exit());
    }

    private Shown refusal(String text, Exit exit) {
        return usual == Format.JSON
                ? new Shown(Json.write(new Complaint("advisor.error/1", text, exit.code())), safe(text), exit)
                : new Shown("", safe(text), exit);
    }

    private String note(String text) {
        if (usual == Format.JSON) {
            return Json.write(Json.members("schema", "advisor.note/1", "note", text));
        }
        return quiet ? "" : safe(text) + "\n";
    }

    private String text(Output.Page page, Style style) {
        var format = page.format() == null ? usual : page.format();
        if (format == Format.JSON) {
            return Json.write(page.data());
        }
        var drawn = new Style(style.width(), style.colour(), style.unicode(), page.folded());
        return Renderer.render(page.document(), format, drawn);
    }

    private Shown export(Output.Export export, Style style) {
        var plain = new Style(style.width(), false, true, false);
        return written(export.file(), Renderer.render(export.result(), export.format(), plain));
    }

    private Shown written(Path file, String text) {
        try {
            AtomicFile.write(file, text);
            return new Shown(note("Written to " + file + "."), "", Exit.DONE);
        } catch (AccessDeniedException e) {
            return refusal("'" + file + "' can not be written: permission is denied.", Exit.WRONG_USAGE);
        } catch (IOException e) {
            return refusal("'" + file + "' can not be written: " + e.getMessage() + ".", Exit.WRONG_USAGE);
        }
    }

    /** Control characters in what was typed, or in names of files, do not reach the terminal. */
    public static String safe(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            safe.appendCodePoint(control || isBidi(c) ? '?' : c);
        });
        return safe.toString();
    }

    private static boolean isBidi(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
