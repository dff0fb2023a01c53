/**
 * What is kept between two runs of the advisor: {@link dev.perfadvisor.engine.store.BaselineStore} keeps baselines,
 * {@link dev.perfadvisor.engine.store.CaseStore} cases.
 *
 * <p>A store keeps text and says who wrote it when; it knows nothing of what the text means. {@code store.jdbc} is the
 * only place that knows SQL.
 */
@NullMarked
package dev.perfadvisor.engine.store;

import org.jspecify.annotations.NullMarked;
