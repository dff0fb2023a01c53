/**
 * The advisor as a library. {@link dev.perfadvisor.engine.Advisor} is the one entrance: evidence and a problem in plain
 * words go in, a {@link dev.perfadvisor.engine.model.Result} comes out.
 *
 * <pre>
 * bytes -Intake-> Artifact -Reader-> Accumulator -merge-> Facts        evidence, evidence.*
 * Facts of all artifacts -derive-> more Facts                          derive
 * Facts + Problem + RuleBook -Matcher-> Verdicts                       rules
 * Verdicts -Diagnoser-> Diagnosis -Planner-> Plan   = Result           diagnosis
 * Result -render-> text                                                render
 * </pre>
 */
@NullMarked
package dev.perfadvisor.engine;

import org.jspecify.annotations.NullMarked;
