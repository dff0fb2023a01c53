package dev.perfadvisor.engine.conversation;

import java.util.List;

/** What a message is meant for. */
public sealed interface Intent {

    /** It tells something about the problem. */
    record Symptom(String text) implements Intent {}

    /** It answers the question that was asked. */
    record AnswerTo(String question, String option) implements Intent {}

    /** "I don't know", to the question that was asked or in general. */
    record Unsure() implements Intent {}

    /**
     * It says that the advisor is wrong, or corrects what was said before.
     *
     * @param causes ids of the causes that it is not
     * @param tells whether it tells something of the problem as well
     */
    record Correction(String text, List<String> causes, boolean tells) implements Intent {}

    /**
     * It says that the advisor is right where the user had said that it is wrong.
     *
     * @param causes ids of the causes that it is after all; empty for all that were doubted
     */
    record Concession(String text, List<String> causes) implements Intent {}

    /** It takes back the last that was told. */
    record TakesBack() implements Intent {}

    /** A question or a command that there is no answer to, which tells nothing of the problem. */
    record Unanswered(Sort sort) implements Intent {

        /** What it looks like. */
        enum Sort {
            QUESTION,
            COMMAND,
            PATH
        }
    }

    /** What to do. */
    record WantsPlan() implements Intent {}

    /**
     * What speaks for a cause.
     *
     * @param cause its id, empty for the first one
     */
    record WantsWhy(String cause) implements Intent {}

    /** What to collect. */
    record WantsNext() implements Intent {}

    /** Whether it has become better. */
    record WantsComparison() implements Intent {}

    /**
     * A question about the diagnosis at hand.
     *
     * @param matter any but {@link Matter#SUSPECT}
     * @param causes ids of the causes that it names; may be empty
     */
    record FollowUp(Matter matter, List<String> causes) implements Intent {}

    /**
     * Whether it is this, or that.
     *
     * @param suspects at least one
     */
    record Suspects(List<Suspect> suspects) implements Intent {

        public Suspects {
            suspects = List.copyOf(suspects);
        }
    }

    /**
     * What may be to blame.
     *
     * @param words as the user calls it
     * @param causes ids of the causes that are meant
     */
    record Suspect(String words, List<String> causes) {}

    /**
     * A question that is not about this case alone.
     *
     * @param topic {@code caching}, {@code guide:ID} (which cache for that?), {@code cause:ID} (what is an N+1?),
     *     {@code term:ID} (what is p99?), or {@code collect:ID} (how do I record?)
     */
    record General(String topic, String text) implements Intent {}

    /** A greeting or thanks. */
    record Courtesy(boolean thanks) implements Intent {}

    /** Something else than performance. */
    record OffTopic() implements Intent {}
}
