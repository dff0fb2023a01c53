package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.rules.Entry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the term whose meaning a question asks for. */
final class Glossary {

    private static final Pattern ASKED =
            Pattern.compile("^(?:(?:and|so|but|ok|okay|please|hey|sorry)\\b[,. ]*)*(?:(?:can|could) you )?(?:tell me )?"
                    + "(?:(?:what(?:'s| is| are| does| do)|explain|define|meaning of|what(?:'s| is) the meaning of)"
                    + "(?: you mean (?:by|with))?(?: (?:an?|the|your|those|these|this|that))? (.{1,60}?)"
                    + "(?: (?:mean|means|meaning|stand for|stands for|supposed to be|actually|exactly|here|to me|please|then))*"
                    + "|what (?:do|does) (?:you|it) mean (?:by|with) (?:an? |the )?(.{1,60}?))[ ?.!]*$");

    private final List<Entry> entries;

    Glossary(List<Entry> entries) {
        this.entries = entries;
    }

    Optional<Entry> asked(String text) {
        var found = ASKED.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var term = (found.group(1) == null ? found.group(2) : found.group(1)).replaceAll("[\"'`]", "");
        return entries.stream().filter(entry -> entry.words().contains(term)).findFirst();
    }
}
