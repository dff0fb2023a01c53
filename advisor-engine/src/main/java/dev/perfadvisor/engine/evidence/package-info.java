/**
 * From bytes to facts. {@link dev.perfadvisor.engine.evidence.Intake} recognises what was handed in by its content,
 * decompresses and unpacks it, and gives it to the reader of its kind.
 *
 * <p>Each kind lives in a package of its own below this one and has the same four parts: an {@code XDetector} that
 * recognises the bytes, an {@code XReader} that parses them, an {@code XAccumulator} that adds up what was parsed, and
 * {@code XFacts}, the records that come out. Kinds do not know each other.
 */
@NullMarked
package dev.perfadvisor.engine.evidence;

import org.jspecify.annotations.NullMarked;
