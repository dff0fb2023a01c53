package dev.perfadvisor.engine.render;

/**
 * How a terminal is drawn on.
 *
 * @param width columns
 * @param colour whether colours may be used; they are never the only sign
 * @param unicode whether signs beyond ASCII may be used
 * @param folded whether to leave out what may be skipped
 */
public record Style(int width, boolean colour, boolean unicode, boolean folded) {

    /** Eighty columns, no colour, ASCII only. */
    public static Style plain() {
        return new Style(80, false, false, true);
    }
}
