package dev.perfadvisor.engine.assistant;

import dev.perfadvisor.engine.assistant.grounding.Claim;
import dev.perfadvisor.engine.assistant.tools.Redactor;
import dev.perfadvisor.engine.conversation.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer, and what it rests on.
 *
 * @param claims of the model that hold, with the ids that carry them; none when the answer is the one without a model
 * @param sources where each of those ids can be looked at
 * @param reply the answer without a model; shown when the grounding is not {@link Status#VERIFIED}
 * @param replaced what was taken out of the texts that were sent to the provider
 * @param fault why there is no answer of the model, or not all of it; null when nothing went wrong
 */
public record Spoken(
        List<Claim> claims,
        List<Source> sources,
        Grounding grounding,
        Reply reply,
        List<Redactor.Replaced> replaced,
        Usage usage,
        @Nullable Fault fault) {

    public Spoken {
        claims = List.copyOf(claims);
        sources = List.copyOf(sources);
        replaced = List.copyOf(replaced);
    }

    /**
     * Where something that is cited can be looked at.
     *
     * @param where such as {@code postgres.csv.gz, line 3011}
     */
    public record Source(String id, String where) {}

    /** How much of an answer was found in the evidence. */
    public enum Status {
        /** All that is said is in what it cites. */
        VERIFIED,
        /** What was not was left out, and the answer without a model stands beside the rest. */
        PARTIAL,
        /** It is the answer without a model. */
        DETERMINISTIC;

        /** As in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The report on an answer.
     *
     * @param claims in the last answer of the model
     * @param cited claims that cite something
     * @param verified claims that hold
     * @param retried whether the model was told what was wrong, and answered again
     */
    public record Grounding(Status status, int claims, int cited, int verified, boolean retried) {

        /** Whether the answer without a model had to be shown. */
        public boolean fellBack() {
            return status != Status.VERIFIED;
        }
    }

    /**
     * What a message and its case may take, and what the case has taken by now.
     *
     * @param limits of message and case
     * @param caseCost null when no prices are set
     */
    public record Budget(
            AssistantSettings.Limits limits,
            long caseTokens,
            @Nullable Double caseCost) {}

    /**
     * What an answer took, with what was taken for those before it that its message was given while the case changed.
     *
     * @param estimated whether the provider did not count tokens, so that they are a quarter of the characters
     * @param tools names of the tools that were asked, in order
     * @param cost in the currency of the prices; null when no prices are set
     * @param budget what may be taken
     */
    public record Usage(
            int requests,
            long inputTokens,
            long outputTokens,
            boolean estimated,
            List<String> tools,
            Duration time,
            @Nullable Double cost,
            Budget budget) {

        public long tokens() {
            return inputTokens + outputTokens;
        }
    }
}
