package dev.perfadvisor.engine.evidence;

import java.util.function.Supplier;

/**
 * One kind of evidence with its parts.
 *
 * @param kind which one
 * @param detector recognises it
 * @param accumulator makes an empty accumulator
 * @param reader parses it
 * @param facts record type of its facts
 */
public record Kind<A extends Accumulator<A, F>, F extends Record>(
        EvidenceKind kind, Detector detector, Supplier<A> accumulator, Reader<A> reader, Class<F> facts) {}
