package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.Question.Option;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Understands answers to questions. */
final class Answers {

    private static final Pattern LETTER = Pattern.compile("^\\(?([a-d])\\)?[.!]?$");
    private static final Pattern YES =
            Pattern.compile("^(?:yes|yeah|yep|yup|sure|right|correct|exactly|true|it does|it is|y)\\b.*");
    private static final Pattern NO =
            Pattern.compile("^(?:no|nope|nah|not at all|never|it does(?:n't| not)|it is(?:n't| not)|n)\\b.*");

    /** Words up to this length stand for themselves alone. */
    private static final int SHORT = 3;

    private Answers() {}

    /** The option that a message means: by its letter, by its words, or as yes or no. */
    static Optional<Option> option(Question question, String message) {
        var text = message.strip().toLowerCase(Locale.ROOT);
        var letter = LETTER.matcher(text);
        if (letter.matches()) {
            int at = letter.group(1).charAt(0) - 'a';
            return at < question.options().size()
                    ? Optional.of(question.options().get(at))
                    : Optional.empty();
        }
        record Hits(Option option, long count) {}
        var hits = question.options().stream()
                .map(option -> new Hits(option, count(option, text)))
                .filter(hit -> hit.count() > 0)
                .sorted(Comparator.comparingLong(Hits::count).reversed())
                .toList();
        boolean clear = hits.size() > 1 && hits.get(0).count() > hits.get(1).count();
        if (clear || hits.size() == 1) {
            return Optional.of(hits.getFirst().option());
        }
        return yesOrNo(question, text);
    }

    private static Optional<Option> yesOrNo(Question question, String text) {
        boolean yes = YES.matcher(text).matches();
        var word = yes ? "yes" : (NO.matcher(text).matches() ? "no" : "");
        return question.options().stream()
                .filter(option -> option.id().equals(word) || option.words().contains(word))
                .findFirst();
    }

    /** Words that begin like one of the option's. */
    private static long count(Option option, String text) {
        return option.words().stream().filter(word -> begins(text, word)).count();
    }

    private static boolean begins(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            boolean start = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            int end = at + word.length();
            // "no" is not the beginning of "nonsense", where "spike" is that of "spikes".
            boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (start && (whole || word.length() > SHORT)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the words of a problem hold the answer already. */
    static boolean said(Question question, List<String> statements) {
        var text = String.join("\n", statements).toLowerCase(Locale.ROOT);
        return question.options().stream()
                .flatMap(option -> option.said().stream())
                .anyMatch(text::contains);
    }
}
