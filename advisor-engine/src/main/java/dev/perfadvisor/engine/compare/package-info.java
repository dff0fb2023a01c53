/**
 * Runs held against each other. {@link dev.perfadvisor.engine.compare.Comparer} compares two sets of runs.
 *
 * <p>The run is the unit, never the request: requests of one run share its machine, its caches and its neighbours, and a
 * test over requests calls most pairs of runs of one build different. So each run gives one value a quantile; what is
 * tested, bounded and counted is runs.
 *
 * <pre>
 * Gate            same test, valid tests, or no comparison
 * Figure          one value a run and quantile, of the typical request, of all and of each endpoint that matters
 * RankTest        exact probability of the ranks of the runs
 * Bootstrap       interval of the ratio, over whole runs
 * Holm            correction for the number of figures
 * RunsNeeded      what it would take
 * Differences     other facts that differ: statements, CPU, allocation, locks, ... as differences.yaml lists them
 * CauseChanges    what the rules find on one side and not on the other
 * Explanation     both in a few sentences
 * ChangePoints    where a series of runs changes; SeriesReader says it
 * </pre>
 */
@NullMarked
package dev.perfadvisor.engine.compare;

import org.jspecify.annotations.NullMarked;
