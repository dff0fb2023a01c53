package dev.perfadvisor.http;

import dev.perfadvisor.engine.render.Format;

/** Something that can be written in the format that the client accepts. */
@FunctionalInterface
public interface Rendered {

    /** The text in JSON, HTML or Markdown. */
    String as(Format format);
}
