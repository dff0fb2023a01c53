package dev.perfadvisor.engine.store;

import java.time.Instant;

/**
 * Something that happened in a case.
 *
 * @param number 1 for the first of the case
 * @param kind {@code artifact}, {@code progress}, {@code analysis}, {@code message}
 * @param data JSON object
 */
public record CaseEvent(long number, Instant at, String kind, String data) {}
