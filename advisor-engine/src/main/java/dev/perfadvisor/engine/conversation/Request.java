package dev.perfadvisor.engine.conversation;

import java.util.regex.Pattern;

/** What one asks of a diagnosis, by how it is put. */
enum Request {
    /** The plan, or how to mend it. */
    PLAN(
            "^(?:show |give |make |what is |what's )?(?:me )?(?:the |a |your |my )?plan\\b.{0,20}"
                    + "|.*\\bwhat (?:should|can|do|must) (?:i|we) (?:do|change|fix)\\b(?! (?:next|now)).*"
                    + "|^(?:(?:so|and|but|ok|okay|tell me|show me|well)\\b[, ]*)*how (?:(?:do|can|could|should|would) (?:i|we)|to) (?:fix|solve|repair|resolve|get rid of) (?:it|this|that|the problem)\\b.*"),
    /** What comes next, or what to collect. */
    NEXT(
            "^(?:so |ok |and )?what(?:'s| is| comes)? (?:next|now)\\b.{0,20}|^next\\b.{0,12}|.*\\bwhat should (?:i|we) do (?:next|now)\\b.*"
                    + "|.*\\bwhat (?:else )?(?:do you need|(?:should|can|must) (?:i|we) (?:collect|measure|record|send|attach|provide))\\b.*"
                    + "|.*\\b(?:which|what) (?:evidence|files?|data|logs?) (?:do you|should|would|helps?).*"),
    /** What to do now, or first. */
    WHAT_FIRST(".*\\bwhat (?:should|shall|can|must|do) (?:i|we) do (?:next|now|today|first)\\b.*"
            + "|.*\\bwhat would you (?:do|advise|suggest|recommend|change|try|fix)\\b.*"),
    /** How one sees that a change helped. */
    CHECK(
            "^(?:(?:so|and|but|ok|okay)\\b[, ]*)*(?:how|when|what|can|could)\\b.*\\b(?:check|verify|validate|know|see|tell|test|confirm|prove|measure)\\b.*"
                    + "\\b(?:work(?:ed|s|ing)?|help(?:ed|s)?|effect(?:ive)?|fix(?:ed)?|solved|gone|improve\\w*|better|faster|success\\w*)\\b.*"),
    /** Whether it is better than before. */
    COMPARISON(
            "^compare\\b.*|.*\\b(?:is it|are we|has it become|did it get|did it become) (?:any )?(?:better|faster|slower|worse)\\b.*"
                    + "|^(?:(?:so|and|but|ok|okay)\\b[, ]*)*(?:is|are|was) (?:it|this|that|the \\w+) (?:all )?(?:fixed|solved|resolved|repaired|gone|done)(?: now)?[ ?]*$"
                    + "|.*\\bdid (?:it|that|the (?:fix|change|index|patch)) (?:help|work|make)\\b.*|.*\\bbefore and after\\b.*"
                    + "|^(?:i|we) (?:fixed|changed|deployed|added|have fixed|have changed) (?:it|that|this)\\b.*"),
    /** What it is, and how that is known. */
    WHY(
            "^(?:(?:so|and|but|ok|okay)\\b[, ]*)*what(?:'s| is| was) (?:actually |really )?(?:wrong|going on|happening|the (?:real |root |main |actual )?(?:problem|cause|issue|reason|bottleneck|culprit))\\b.{0,30}"
                    + "|^(?:but |and |so )?why\\b.{0,80}|.*\\b(?:how do you know|what makes you (?:think|say|sure)|are you sure)\\b.*"
                    + "|^(?:please )?(?:prove|explain) (?:(?:it|that|this|yourself)|(?:(?:the|your) )?(?:\\w+ )?(?:cause|diagnosis|result|verdict|reason)\\b).*|^on what (?:grounds|evidence)\\b.*"),
    /** Why something is slow: that tells that it is, where "why the pool" asks back. */
    DESCRIBES("^(?:but |and |so )?why (?:is|are|does|do|did|has|have|was|were)\\b(?! (?:you|it that|that|this)\\b).*"),
    /** What one does, or what to choose, and not what was measured. */
    ADVICE(
            ".*\\b(?:should|shall|best|recommend\\w*|choose|choice|right|good|ideal|usual|which \\w+ (?:tool|cache|strategy|collector|algorithm)"
                    + "|how to|(?:how|what|which|where|when)? ?(?:do|can|could|would|must|may) (?:i|we|one|you)|better|or|helps?)\\b.*");

    private final Pattern pattern;

    Request(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** Whether a text in lower case asks it. */
    boolean isIn(String text) {
        return pattern.matcher(text).matches();
    }
}
