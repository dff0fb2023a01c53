/**
 * How well the rules do on cases whose cause is known, so that weights are set by evidence and not by taste. {@link
 * dev.perfadvisor.engine.scoring.Label} is what is true of a case, {@link dev.perfadvisor.engine.scoring.CaseScore} what was
 * said of it, {@link dev.perfadvisor.engine.scoring.ScoreCard} all cases together; {@link
 * dev.perfadvisor.engine.scoring.ScoreReport} shows it.
 */
@NullMarked
package dev.perfadvisor.engine.scoring;

import org.jspecify.annotations.NullMarked;
