package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.render.Document.Label;
import java.util.List;
import java.util.stream.Collectors;

/** Labels as a sentence: {@code Severity high, support 23 decibans.} */
final class LabelText {

    private LabelText() {}

    static String of(List<Label> labels) {
        return labels.stream()
                .map(label -> label.name() + " " + label.value())
                .collect(Collectors.joining(", ", "", "."));
    }
}
