package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.rules.RuleBook;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A sentence that what users say is compared with.
 *
 * @param causes ids of what it may be when somebody says so; none for one that is not about performance
 */
record KnownSentence(String text, Set<String> causes) {

    /**
     * Those of users in {@code wordings/}, and what those who wrote the rules say of causes: titles, keywords, symptoms, also
     * of rules that speak for one cause alone. Each sentence comes once, whatever its letters' case.
     */
    static List<KnownSentence> of(RuleBook book) {
        var known = new LinkedHashMap<String, KnownSentence>();
        for (var wording : book.wordings()) {
            var causes = Set.copyOf(wording.causes());
            wording.sentences().forEach(text -> add(known, text, causes));
        }
        for (var cause : book.causes().values()) {
            var own = Set.of(cause.id());
            cause.symptoms().forEach(text -> add(known, text, own));
            cause.keywords().forEach(text -> add(known, text, own));
            add(known, cause.title(), own);
        }
        for (var rule : book.rules()) {
            if (rule.supports().size() == 1) {
                var only = Set.of(rule.supports().getFirst().cause());
                rule.symptoms().forEach(text -> add(known, text, only));
            }
        }
        return List.copyOf(known.values());
    }

    private static void add(Map<String, KnownSentence> known, String text, Set<String> causes) {
        known.merge(text.toLowerCase(Locale.ROOT), new KnownSentence(text, causes), (a, b) -> {
            var all = new LinkedHashSet<>(a.causes());
            all.addAll(b.causes());
            return new KnownSentence(a.text(), all);
        });
    }
}
