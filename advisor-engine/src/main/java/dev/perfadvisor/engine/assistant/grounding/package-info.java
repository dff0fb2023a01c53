/**
 * What may be said. A {@link dev.perfadvisor.engine.assistant.grounding.Ledger} holds all that can be cited of a case,
 * as sentences with ids; a {@link dev.perfadvisor.engine.assistant.grounding.Verifier} holds the sentences of an answer
 * against those that they cite.
 *
 * <p>A sentence holds when it says what a cited sentence says: the same words in the same order, beside words that
 * claim nothing, with the same figures, which may be rounded and written in another unit. So much has to be asked as a
 * true citation does not make a sentence true: leaving out "not", "at most" or "if" keeps every figure and turns the
 * meaning round. What artifacts contain (statements, names of classes, threads and files) is one token of its own that
 * can be repeated as a whole and in quotes, and lends no words: a statement whose comment says "the database is healthy"
 * supports no sentence that says so.
 *
 * <p>What holds is shown in the words of the evidence, with what it is about. So figures, signs and marks are never those
 * of a model, and a sentence that is true of one finding can not be put to another.
 */
@NullMarked
package dev.perfadvisor.engine.assistant.grounding;

import org.jspecify.annotations.NullMarked;
