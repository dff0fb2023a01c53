package dev.perfadvisor.engine.rules;

import java.util.List;

/**
 * Words that mean the same, as {@code vocabulary.yaml} lists them.
 *
 * @param id the one word that stands for all of them
 * @param words all other forms; several words in a row are one form
 * @param relevance how much the term says that a text is about the performance of a program: 1 alone is enough, 0.5 needs
 *     company, 0 says nothing
 */
public record Term(String id, List<String> words, double relevance) {

    /** Id of the row with words that say nothing at all. */
    public static final String NOISE = "noise";
}
