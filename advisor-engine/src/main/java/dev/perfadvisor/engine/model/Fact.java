package dev.perfadvisor.engine.model;

import org.jspecify.annotations.Nullable;

/**
 * One fact that a finding cites.
 *
 * @param path where it stands in the {@link FactTree}: {@code jfr.gc.worstPauseRatio}, {@code sql.statements[0].timeShare}
 * @param value a {@code Long}, {@code Double}, {@code Boolean} or {@code String} in {@code unit}; null when unknown
 * @param unit {@code s}, {@code B}, {@code B/s}, {@code ratio} (0..1), {@code 1/s}, {@code 1/min}, {@code count},
 *     {@code cores}, {@code text}, or empty for a bare number
 * @param artifact id of the artifact it was read from; empty for what was claimed or derived from several
 * @param locator place inside the artifact; empty where there is none
 */
public record Fact(String path, @Nullable Object value, String unit, Origin origin, String artifact, String locator) {}
