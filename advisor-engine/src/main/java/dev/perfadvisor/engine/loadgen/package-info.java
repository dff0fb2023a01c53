/** Load-test scripts made for a case. */
@NullMarked
package dev.perfadvisor.engine.loadgen;

import org.jspecify.annotations.NullMarked;
