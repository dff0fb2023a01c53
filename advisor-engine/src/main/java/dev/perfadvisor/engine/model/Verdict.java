package dev.perfadvisor.engine.model;

import java.util.List;

/** What a rule says about the facts of a case. */
public sealed interface Verdict {

    /** Id of the rule. */
    String rule();

    /** It holds, for one or more subjects; the worst comes first. */
    record Fires(String rule, List<Finding> findings) implements Verdict {}

    /** The facts are there, and it does not hold. */
    record Clear(String rule) implements Verdict {}

    /** Facts are missing without which it can not be told. */
    record Undecided(String rule, List<String> missing) implements Verdict {}

    /** It makes no sense here. */
    record NotApplicable(String rule) implements Verdict {}
}
