package dev.perfadvisor.engine.conversation;

import java.util.Locale;

/** What a question about the diagnosis at hand asks for. */
public enum Matter {
    /** What the change would bring. */
    GAIN,
    /** How sure the diagnosis is. */
    CERTAINTY,
    /** Where to begin. */
    FIRST,
    /** Whether it is a certain cause or part of the system. */
    SUSPECT,
    /** What else it may be. */
    OTHERS,
    /** Which statement it is. */
    STATEMENT,
    /** Since when it is so. */
    START,
    /** Whether it can wait. */
    URGENCY,
    /** How much work the change is. */
    EFFORT,
    /** What the change may break. */
    RISK,
    /** Where in the program it is. */
    PLACE,
    /** What the diagnosis rests on. */
    BASIS,
    /** What to tell others. */
    SUMMARY,
    /** How the change is taken back. */
    UNDO,
    /** The statement, setting or code that the change consists of. */
    CHANGE,
    /** Whether what was measured can be relied on. */
    TRUST,
    /** How something is set at present. */
    SETTING,
    /** Whether it is fast enough. */
    VERDICT,
    /** What the diagnosis says of a change that is proposed. */
    PROPOSAL,
    /** What was found of a method, class, table or endpoint that is named. */
    NAMED,
    /** What was found that comes nearest to a question that there is no answer for. */
    NEAREST,
    /** What came of a change that a run after it was held against. */
    OUTCOME;

    /** Lower-case name, as in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
