package dev.perfadvisor.engine.scoring;

import java.util.Locale;

/**
 * A vote that misled.
 *
 * @param rule that voted
 * @param cause that it voted on
 * @param kind how it misled
 * @param decibans of the vote; of a rule that was silent, what it would have given at most
 */
public record WrongVote(String rule, String cause, Kind kind, double decibans) {

    /** How a vote misleads. */
    public enum Kind {
        /** It spoke for a wrong cause that came before a true one, or that was named as serious. */
        FOR_WRONG("spoke for a wrong cause"),
        /** It spoke against a true cause that did not come first. */
        AGAINST_TRUE("spoke against a true cause"),
        /** Its facts were there, and it did not fire for a true cause that did not come first. */
        SILENT("was silent on a true cause"),
        /** Facts were missing that it needs to speak for a true cause that did not come first. */
        UNDECIDED("could not decide on a true cause");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In a few words. */
        public String words() {
            return words;
        }

        /** In JSON: {@code for-wrong}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
