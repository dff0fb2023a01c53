package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.conversation.Intent.Unanswered.Sort;

/** What is said of messages that are not taken for the problem, or no longer. */
final class Unanswered {

    private static final String ASK =
            "I can say why, what to do (plan), what else it may be, how sure it is, what it would bring, what may"
                    + " break, how to undo it, and what to collect (next).";

    private Unanswered() {}

    static String text(Sort sort) {
        return switch (sort) {
            case QUESTION ->
                "I have no answer to that question, and take nothing of it for the problem. If it tells something about the"
                        + " problem, say it as a sentence. " + ASK;
            case COMMAND ->
                "I know no such command, and take nothing of it for the problem; help lists the commands. " + ASK;
            case PATH ->
                "That looks like the path of a file, and I take nothing of it for the problem. A path that holds spaces goes in"
                        + " quotes: attach \"PATH\" reads evidence.";
        };
    }

    /** Says which message counts no longer. */
    static String takenBack(Words last, Words now) {
        if (last.all().size() == now.all().size()) {
            return "Taken back: your last answer counts no longer.";
        }
        var told = last.said().size() > now.said().size() ? last.said() : last.opinions();
        return "Taken back: \"" + told.getLast() + "\" counts no longer.";
    }
}
