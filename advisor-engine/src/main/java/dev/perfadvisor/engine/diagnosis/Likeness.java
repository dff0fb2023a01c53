package dev.perfadvisor.engine.diagnosis;

/**
 * How much words sound like a cause.
 *
 * @param degree 0 (nothing in common) to 1
 * @param sentence the symptom that is most like the words; empty when no single one is alike
 */
public record Likeness(double degree, String sentence) {

    static final Likeness NONE = new Likeness(0, "");
}
