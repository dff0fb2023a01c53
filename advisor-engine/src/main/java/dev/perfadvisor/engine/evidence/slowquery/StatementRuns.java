package dev.perfadvisor.engine.evidence.slowquery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Repetition of a statement within one connection: a run is a stretch in which this fingerprint comes again and
 * again with at most three other fingerprints between, and no pause over 100 ms (2 s where the log has whole seconds
 * only). A second would also join the requests of a busy pooled connection. Transaction control, settings and entries
 * without text neither break nor form runs.
 *
 * @param count number of runs of at least five
 * @param share share of its executions that belong to them
 * @param meanLength executions per run, mean
 * @param maxLength executions of the longest
 * @param timeMean time of a whole run, from its first statement's start to its last one's end, mean; the sum of its
 *     executions where the log has whole seconds only
 * @param parent id of the statement that most often came right before a run (of an inner loop, that of the outer one)
 * @param parentFingerprint its fingerprint
 * @param distinctParameters share of executions with parameters not seen before for this fingerprint (1 = always
 *     others, near 0 = the same question again and again), estimated beyond 1,024; null when parameters are not logged
 * @param parentShare share of the runs that came right after that parent; null when no run has one
 * @param perParent its executions for each execution of that parent, or for each of its runs when none has a parent: near
 *     1 both are steps of the same requests, and no rows of one and details of the other
 * @param timePerParent time that the executions for one execution of that parent take: a run that goes on over several
 *     of them, as where one request follows another on a connection, counts once for each; null when no run has a parent
 */
public record StatementRuns(
        long count,
        double share,
        double meanLength,
        long maxLength,
        @Nullable Duration timeMean,
        @Nullable String parent,
        @Nullable String parentFingerprint,
        @Nullable Double distinctParameters,
        @Nullable Double parentShare,
        double perParent,
        @Nullable Duration timePerParent) {}
