package dev.perfadvisor.engine.conversation;

import java.util.regex.Pattern;

/** How one asks for a part of the diagnosis: the plan, the reasons, what to collect. Texts are in lower case. */
final class Requests {

    private static final Pattern PLAN = Pattern.compile(
            "^(?:show |give |make |what is |what's )?(?:me )?(?:the |a |your |my )?plan\\b.{0,20}"
                    + "|.*\\bwhat (?:should|can|do|must) (?:i|we) (?:do|change|fix)\\b(?! (?:next|now)).*"
                    + "|^(?:(?:so|and|but|ok|okay|tell me|show me|well)\\b[, ]*)*how (?:(?:do|can|could|should|would) (?:i|we)|to) (?:fix|solve|repair|resolve|get rid of) (?:it|this|that|the problem)\\b.*");
    private static final Pattern NEXT = Pattern.compile(
            "^(?:so |ok |and )?what(?:'s| is| comes)? (?:next|now)\\b.{0,20}|^next\\b.{0,12}|.*\\bwhat should (?:i|we) do (?:next|now)\\b.*"
                    + "|.*\\bwhat (?:else )?(?:do you need|(?:should|can|must) (?:i|we) (?:collect|measure|record|send|attach|provide))\\b.*"
                    + "|.*\\b(?:which|what) (?:evidence|files?|data|logs?) (?:do you|should|would|helps?).*");
    private static final Pattern DO_NOW =
            Pattern.compile(".*\\bwhat (?:should|shall|can|must|do) (?:i|we) do (?:next|now|today|first)\\b.*"
                    + "|.*\\bwhat would you (?:do|advise|suggest|recommend|change|try|fix)\\b.*");
    /** Asks, in a case, how one sees that a change helped. */
    private static final Pattern CHECK = Pattern.compile(
            "^(?:(?:so|and|but|ok|okay)\\b[, ]*)*(?:how|when|what|can|could)\\b.*\\b(?:check|verify|validate|know|see|tell|test|confirm|prove|measure)\\b.*"
                    + "\\b(?:work(?:ed|s|ing)?|help(?:ed|s)?|effect(?:ive)?|fix(?:ed)?|solved|gone|improve\\w*|better|faster|success\\w*)\\b.*");

    private static final Pattern COMPARISON = Pattern.compile(
            "^compare\\b.*|.*\\b(?:is it|are we|has it become|did it get|did it become) (?:any )?(?:better|faster|slower|worse)\\b.*"
                    + "|^(?:(?:so|and|but|ok|okay)\\b[, ]*)*(?:is|are|was) (?:it|this|that|the \\w+) (?:all )?(?:fixed|solved|resolved|repaired|gone|done)(?: now)?[ ?]*$"
                    + "|.*\\bdid (?:it|that|the (?:fix|change|index|patch)) (?:help|work|make)\\b.*|.*\\bbefore and after\\b.*"
                    + "|^(?:i|we) (?:fixed|changed|deployed|added|have fixed|have changed) (?:it|that|this)\\b.*");
    private static final Pattern WHY = Pattern.compile(
            "^(?:(?:so|and|but|ok|okay)\\b[, ]*)*what(?:'s| is| was) (?:actually |really )?(?:wrong|going on|happening|the (?:real |root |main |actual )?(?:problem|cause|issue|reason|bottleneck|culprit))\\b.{0,30}"
                    + "|^(?:but |and |so )?why\\b.{0,80}|.*\\b(?:how do you know|what makes you (?:think|say|sure)|are you sure)\\b.*"
                    + "|^(?:please )?(?:prove|explain) (?:(?:it|that|this|yourself)|(?:(?:the|your) )?(?:\\w+ )?(?:cause|diagnosis|result|verdict|reason)\\b).*|^on what (?:grounds|evidence)\\b.*");
    /** "why is checkout slow" describes, where "why the pool" asks back. */
    private static final Pattern WHY_SLOW = Pattern.compile(
            "^(?:but |and |so )?why (?:is|are|does|do|did|has|have|was|were)\\b(?! (?:you|it that|that|this)\\b).*");

    /** Asks what one does, or what to choose. */
    private static final Pattern ADVICE = Pattern.compile(
            ".*\\b(?:should|shall|best|recommend\\w*|choose|choice|right|good|ideal|usual|which \\w+ (?:tool|cache|strategy|collector|algorithm)"
                    + "|how to|(?:how|what|which|where|when)? ?(?:do|can|could|would|must|may) (?:i|we|one|you)|better|or|helps?)\\b.*");

    private Requests() {}

    static boolean plan(String text) {
        return PLAN.matcher(text).matches();
    }

    static boolean next(String text) {
        return NEXT.matcher(text).matches();
    }

    /** Asks what to do now, or first. */
    static boolean asksWhatFirst(String text) {
        return DO_NOW.matcher(text).matches();
    }

    static boolean check(String text) {
        return CHECK.matcher(text).matches();
    }

    static boolean comparison(String text) {
        return COMPARISON.matcher(text).matches();
    }

    static boolean why(String text) {
        return WHY.matcher(text).matches();
    }

    /** Asks why something is slow, which tells that it is. */
    static boolean describes(String text) {
        return WHY_SLOW.matcher(text).matches();
    }

    /** Asks for advice, and not for what was measured. */
    static boolean advice(String text) {
        return ADVICE.matcher(text).matches();
    }
}
