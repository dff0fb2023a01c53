package dev.perfadvisor.shell.session;

import dev.perfadvisor.engine.render.Format;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is to be shown: the options that go with every command.
 *
 * @param format null for the usual one
 * @param full also what may be skipped
 */
public record Manner(@Nullable Format format, boolean full) {

    /** Without options. */
    public static final Manner USUAL = new Manner(null, false);
}
