package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.render.Document.Item;
import dev.perfadvisor.engine.render.Document.Mark;
import dev.perfadvisor.engine.render.Document.Source;
import java.util.stream.Collectors;

/** Cited facts as items of text: {@code jfr.gc: pauseMax = 120 ms; pauses = 12}. */
final class CitedText {

    private CitedText() {}

    static Item item(Source source) {
        var facts = source.facts().stream()
                .map(fact -> fact.name() + " = " + fact.value())
                .collect(Collectors.joining("; "));
        return new Item(Mark.BULLET, source.of().isEmpty() ? facts : source.of() + ": " + facts, source.where());
    }
}
