package dev.perfadvisor.engine.store;

import java.time.Instant;

/**
 * A case as the service keeps it.
 *
 * @param id see {@link Ids}
 * @param owner who made it; nobody else gets to see it
 * @param title the problem in the user's words; empty when nothing was said
 * @param verdict the last diagnosis in a sentence; empty before the first
 * @param revision one more with every change of what is kept
 * @param evidence one more with every change of the artifacts; 0 when there never was one
 * @param analysed the value of {@code evidence} that was read last; minus it while it is read once more
 * @param cancelled the value of {@code evidence} whose reading the user gave up
 * @param failure why the evidence could not be read, in a sentence; empty when it could
 * @param judgedBy the build and rules that did it last; empty when that is not known
 * @param events number of the last event
 * @param contents JSON in the form {@code advisor.case/1}
 * @param factsApart whether the facts of its evidence are kept beside the contents, and not in them
 */
public record ServedCase(
        String id,
        String owner,
        String title,
        String verdict,
        Instant createdAt,
        Instant changedAt,
        long revision,
        long evidence,
        long analysed,
        long cancelled,
        String failure,
        String judgedBy,
        long events,
        String contents,
        boolean factsApart) {

    /** How far the reading of the evidence is. */
    public enum Analysis {
        /** There is no evidence to read. */
        NONE,
        /** It waits or is being read. */
        PENDING,
        DONE,
        /** The user gave it up; new evidence starts it again. */
        CANCELLED,
        /** It could not be read; new evidence starts it again. */
        FAILED
    }

    /** Whether it waits or is being read for another build or other rules, with the evidence as it was. */
    public boolean isReadOnceMore() {
        return evidence > 0 && analysed == -evidence;
    }

    public Analysis analysis() {
        if (evidence == analysed) {
            return evidence == 0 ? Analysis.NONE : Analysis.DONE;
        }
        if (evidence == cancelled) {
            return Analysis.CANCELLED;
        }
        return failure.isEmpty() ? Analysis.PENDING : Analysis.FAILED;
    }
}
