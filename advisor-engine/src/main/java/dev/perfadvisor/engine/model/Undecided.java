package dev.perfadvisor.engine.model;

import java.util.List;

/**
 * A rule that could not be judged.
 *
 * @param missing paths of the facts that are unknown
 */
public record Undecided(String rule, String title, List<String> missing) {}
