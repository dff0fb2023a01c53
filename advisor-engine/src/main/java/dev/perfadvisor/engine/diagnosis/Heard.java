package dev.perfadvisor.engine.diagnosis;

import java.util.Map;

/**
 * What words sound like.
 *
 * @param causes likeness by cause id; a cause with nothing in common is absent
 * @param trouble how much they are like sentences about slow programs, 0 and up
 * @param elsewhere the same for sentences about anything else
 */
public record Heard(Map<String, Likeness> causes, double trouble, double elsewhere) {}
