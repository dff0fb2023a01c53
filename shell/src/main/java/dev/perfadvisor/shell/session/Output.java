package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.FlameGraph;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.shell.Exit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line leads to on the screen. */
public sealed interface Output {

    /** Nothing to say. */
    record Silence() implements Output {}

    /** One or two sentences. */
    record Note(String text) implements Output {}

    /**
     * Something to read.
     *
     * @param data the same as maps, lists and plain values, for JSON
     * @param folded leaves out what may be skipped
     * @param format as asked for; null for the usual one
     * @param exit what a script learns from it
     */
    record Page(
            Document document,
            Object data,
            boolean folded,
            @Nullable Format format,
            Exit exit) implements Output {

        /** With what may be skipped. */
        Page unfolded() {
            return new Page(document, data, false, format, exit);
        }
    }

    /**
     * A flame graph to be drawn.
     *
     * @param remark on what it shows little of; empty for none
     * @param file to write it to, by whose ending its form is told; null for the screen
     * @param format for the screen; null for the usual one
     */
    record Flames(
            FlameGraph graph,
            String remark,
            @Nullable Path file,
            @Nullable Format format) implements Output {}

    /** Text that is made already. */
    record Made(String text, Exit exit) implements Output {}

    /** It can not be done; the text says why and what can. */
    record Refusal(String text, Exit exit) implements Output {

        Refusal(String text) {
            this(text, Exit.WRONG_USAGE);
        }
    }

    /** Paths that were dropped: whether to attach them. */
    record Offer(List<String> paths) implements Output {}

    /** A result that is to be written to a file. */
    record Export(Result result, Path file, Format format) implements Output {}

    /** The user leaves. */
    record Leave() implements Output {}
}
