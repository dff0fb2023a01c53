package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import java.nio.file.Path;

/** What the session answers. */
public sealed interface Reply {

    /** Nothing to say. */
    record Silence() implements Reply {}

    /** One or two sentences. */
    record Note(String text) implements Reply {}

    /** Something to read; {@code folded} leaves out what may be skipped. */
    record Page(Document document, boolean folded) implements Reply {}

    /** It can not be done; the text says why and what can. */
    record Refusal(String text) implements Reply {}

    /** A result that is to be written to a file. */
    record Export(Result result, Path file, Format format) implements Reply {}

    /** The user leaves. */
    record Leave() implements Reply {}
}
