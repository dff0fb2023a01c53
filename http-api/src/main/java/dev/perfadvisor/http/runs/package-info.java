/** Runs of load tests as resources: baselines, comparisons, and scripts for the next run. */
@NullMarked
package dev.perfadvisor.http.runs;

import org.jspecify.annotations.NullMarked;
