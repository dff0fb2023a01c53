package dev.perfadvisor.engine.diagnosis;

import java.util.List;

/**
 * How much words sound like a cause.
 *
 * @param degree 0 (nothing in common) to 1
 * @param sentence the symptom that is most like the words
 * @param words those of the user's that it rests on, most telling first
 */
public record Likeness(double degree, String sentence, List<String> words) {

    static final Likeness NONE = new Likeness(0, "", List.of());
}
