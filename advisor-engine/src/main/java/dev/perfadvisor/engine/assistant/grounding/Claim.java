package dev.perfadvisor.engine.assistant.grounding;

import java.util.List;

/**
 * A sentence, or a few, as a model wants to say them.
 *
 * @param cites ids of what they rest on
 */
public record Claim(String text, List<String> cites) {

    public Claim {
        cites = List.copyOf(cites);
    }
}
