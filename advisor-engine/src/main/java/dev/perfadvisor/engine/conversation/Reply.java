package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Collectable;
import dev.perfadvisor.engine.rules.Guide;
import dev.perfadvisor.engine.rules.Question;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the advisor answers. */
public sealed interface Reply {

    /**
     * A new diagnosis.
     *
     * @param remarks on what was said: contradictions with what was measured, what is taken back
     * @param question the one question that would decide most; null when there is none to ask
     * @param news what this diagnosis rests on that the last one did not
     */
    record Diagnosed(
            Result result, List<String> remarks, @Nullable Question question, News news) implements Reply {}

    /** What is new in a diagnosis. */
    enum News {
        /** It is the first one. */
        FIRST,
        EVIDENCE,
        WORDS,
        /** Words that leave it as it was. */
        NONE
    }

    /** The votes for a cause and the facts that they cite. */
    record Explained(Result result, Cause cause) implements Reply {}

    /** The five stages. */
    record Planned(Result result) implements Reply {}

    /** What to collect, and the question that could be answered instead. */
    record Collecting(Result result, @Nullable Question question) implements Reply {}

    /** How to find out whether a change helped. */
    record Comparing(Result result) implements Reply {}

    /**
     * The answer to a question about the diagnosis, which stays as it is.
     *
     * @param points what the answer consists of or rests on, a sentence each
     * @param snippet statements that it is about; empty when there are none
     */
    record Answered(Matter matter, String text, List<String> points, String snippet) implements Reply {}

    /** Which cache for which data; with what the words otherwise point to. */
    record Advised(Result result, @Nullable Question question) implements Reply {}

    /**
     * The answer to a question of practice, which leaves the case as it was.
     *
     * @param result what the question would be diagnosed as
     */
    record Guided(Guide guide, Result result) implements Reply {}

    /** What a cause is. */
    record Defined(CauseDefinition cause) implements Reply {}

    /** How to collect something; {@code command} is for the user's platform. */
    record Instructed(Collectable what, String command) implements Reply {}

    /** A sentence or two, and perhaps the next question. */
    record Told(String text, @Nullable Question question) implements Reply {}

    /** It is not about performance. */
    record OffTopic(String text) implements Reply {}
}
