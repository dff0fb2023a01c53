package dev.perfadvisor.engine.diagnosis;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A model that gives each sentence a vector such that sentences which mean the same, in whatever words, have vectors that
 * point the same way. None is part of the engine; one that is on the class path, as a service, is used. Safe to use from
 * many threads.
 */
public interface SentenceVectors {

    /** Its name, as settings have it: {@code minilm}. */
    String name();

    /** The vector of a sentence, of the length that all vectors of this model have; its own length is 1. */
    float[] of(String sentence);

    /** The one on the class path. */
    static Optional<SentenceVectors> onClassPath() {
        return ServiceLoader.load(SentenceVectors.class).findFirst();
    }
}
