package dev.perfadvisor.engine.assistant.grounding;

/** What a sentence is made of, as far as it claims something. */
sealed interface Token {

    /** A word by its stem, or a sign that means something. */
    record Word(String stem) implements Token {}

    record Amount(Figure figure) implements Token {}

    /** A text out of an artifact, whole. */
    record Value(String text) implements Token {}
}
