package dev.perfadvisor.engine.model;

/**
 * Where a fact comes from. A record of facts that has a component {@code source} of this type says it for all that is
 * below it.
 *
 * @param artifact id of the {@link Artifact}
 * @param locator place inside it: {@code line 17}, {@code jdk.GarbageCollection at 2026-11-22T08:44:07.299Z},
 *     {@code http_req_duration{name:GET /orders}}
 */
public record Source(String artifact, String locator) {}
