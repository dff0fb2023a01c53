package dev.perfadvisor.engine.model;

/**
 * What the user says is wrong.
 *
 * @param text in the user's words; empty when nothing was said
 */
public record Problem(String text) {

    public static Problem unsaid() {
        return new Problem("");
    }

    public boolean said() {
        return !text.isBlank();
    }
}
