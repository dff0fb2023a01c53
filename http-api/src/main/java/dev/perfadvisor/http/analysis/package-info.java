/** Reads the evidence of cases: {@link dev.perfadvisor.http.analysis.AnalysisJobs} says when, {@link
 * dev.perfadvisor.http.analysis.Analyst} how. */
@NullMarked
package dev.perfadvisor.http.analysis;

import org.jspecify.annotations.NullMarked;
