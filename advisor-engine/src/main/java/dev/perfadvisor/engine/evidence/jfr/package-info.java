/** Java Flight Recorder recordings. */
@NullMarked
package dev.perfadvisor.engine.evidence.jfr;

import org.jspecify.annotations.NullMarked;
