/** Facts that were written to a file, read back in place of the evidence that they came from. */
@NullMarked
package dev.perfadvisor.engine.evidence.stored;

import org.jspecify.annotations.NullMarked;
