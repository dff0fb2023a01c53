package dev.perfadvisor.engine.store;

/**
 * A message and its answer, as they were shown.
 *
 * @param inputTokens sent to a model for it
 * @param outputTokens received from a model for it
 */
public record Exchange(String message, String answer, long inputTokens, long outputTokens) {}
