package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.render.Document.CitedFact;
import dev.perfadvisor.engine.render.Document.Source;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Cited facts as HTML: where they come from, then each with its name; every one can be linked to. */
final class CitedHtml {

    private CitedHtml() {}

    /** @param id makes the attribute of an id */
    static String of(List<Source> sources, UnaryOperator<String> id) {
        return sources.stream()
                .map(source -> "<li%s>%s<span class=\"detail\">%s</span><dl>%s</dl></li>\n"
                        .formatted(
                                id.apply(source.id()),
                                source.of().isEmpty() ? "" : "<code>" + SafeText.html(source.of()) + "</code> ",
                                SafeText.html(source.where()),
                                source.facts().stream()
                                        .map(fact -> fact(fact, id))
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining("", "<ul class=\"cited\">\n", "</ul>\n"));
    }

    private static String fact(CitedFact fact, UnaryOperator<String> id) {
        return "<div%s><dt>%s</dt><dd>%s</dd></div>"
                .formatted(id.apply("fact-" + fact.path()), SafeText.html(fact.name()), SafeText.html(fact.value()));
    }
}
