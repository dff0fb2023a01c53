package dev.perfadvisor.engine.rules;

import java.util.List;

/**
 * What a term means that the advisor uses itself, as {@code glossary.yaml} says it.
 *
 * @param words for it, the first as it is called; lower case where names are not meant
 * @param meaning in a sentence or two
 */
public record Entry(String id, List<String> words, String meaning) {}
