/**
 * Compares what users say by its meaning: MiniLM (all-MiniLM-L6-v2, quantized, 384 dimensions), in the process and without
 * network, as the engine's {@link dev.perfadvisor.engine.diagnosis.SentenceVectors}. The vectors of all sentences that are
 * known are made when this is built.
 */
@NullMarked
package dev.perfadvisor.minilm;

import org.jspecify.annotations.NullMarked;
