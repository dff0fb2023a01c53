package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What somebody proposes to do, held against the changes that the diagnosis names: "can we do them in parallel?". */
final class Proposal {

    private static final Pattern PROPOSES = Pattern.compile(
            "^(?:(?:and|so|but|ok|okay|then|what if)\\b[,. ]*)*(?:(?:would|could|will|does|do|can|should|shall|might|may)\\b.*"
                    + "|(?:what|which|how (?:large|long|big|many|much)) (?:\\w+ ){1,3}(?:should|shall|must|do|can) (?:i|we)\\b.*)");

    /** "would an index help instead?" */
    private static final Pattern HELPS = Pattern.compile(
            "^(?:\\w+,? )?(?:would|could|will|does|do|can|might|may) (.{3,40}?) (?:help|be (?:better|enough|an? \\w+)|do (?:it|that)|fix|solve|change)\\b.*");

    private static final Set<String> SAY_LITTLE = Set.of(
            "help", "use", "set", "add", "try", "instead", "make", "do", "need", "better", "just", "chang", "fix");

    /** A change with the cause that it is for. */
    private record Change(Cause cause, Remedy remedy) {}

    private final Relevance relevance;
    private final Result result;

    Proposal(Relevance relevance, Result result) {
        this.relevance = relevance;
        this.result = result;
    }

    /** Whether a text in lower case proposes one of the changes. */
    boolean isKnown(String text) {
        return PROPOSES.matcher(text).matches() && change(text).isPresent();
    }

    /** What may help, as a text in lower case asks; it may be no cause at all. */
    static Optional<String> remedy(String text) {
        var found = HELPS.matcher(text);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** What the diagnosis says of the change. */
    Reply.Answered answer(String text) {
        var change = change(text).orElseThrow();
        return new Reply.Answered(
                Matter.PROPOSAL,
                "That is among the changes against " + FollowUps.named(change.cause) + ", "
                        + FollowUps.weight(change.cause) + ":",
                List.of(change.remedy.what() + ". " + change.remedy.gain() + " Effort "
                        + change.remedy.effort().id() + ", risk "
                        + change.remedy.risk().id() + "."),
                change.remedy.snippet());
    }

    /** That which has most of the terms, and half of them at least. */
    private Optional<Change> change(String text) {
        var asked = new HashSet<>(relevance.terms(text));
        asked.removeAll(SAY_LITTLE);
        Change nearest = null;
        long most = 0;
        for (var cause : result.diagnosis().causes()) {
            if (!FollowUps.supported(cause)) {
                continue;
            }
            for (var remedy : cause.remedies()) {
                var terms = Set.copyOf(relevance.terms(remedy.what()));
                long shared = asked.stream().filter(terms::contains).count();
                if (shared > most && 2 * shared >= asked.size()) {
                    most = shared;
                    nearest = new Change(cause, remedy);
                }
            }
        }
        return Optional.ofNullable(nearest);
    }
}
