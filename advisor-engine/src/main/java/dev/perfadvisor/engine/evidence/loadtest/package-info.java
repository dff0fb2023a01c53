/** Results of load generators. */
@NullMarked
package dev.perfadvisor.engine.evidence.loadtest;

import org.jspecify.annotations.NullMarked;
