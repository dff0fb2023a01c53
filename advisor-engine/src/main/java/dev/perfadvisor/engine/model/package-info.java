/**
 * The words of the field, as records: what was measured, what it means, what to do about it.
 *
 * <p>Everything here is immutable, knows {@code java..} only and holds no logic beyond what a value says of itself. The
 * other packages are functions between these records: evidence becomes facts, facts become findings, findings become a
 * diagnosis and a plan, and all of it together is one {@link dev.perfadvisor.engine.model.Result}.
 */
@NullMarked
package dev.perfadvisor.engine.model;

import org.jspecify.annotations.NullMarked;
