package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Head;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The beginning of an artifact as each format may want to look at it. */
final class Beginning {

    /** A file that was cut out of a longer one begins within a line. */
    private static final int LINES_LOOKED_AT = 5;

    private final Head head;
    private final List<String> lines;
    private @Nullable JsonNode json;

    Beginning(Head head) {
        this.head = head;
        this.lines = head.lines().stream()
                .filter(line -> !line.isBlank())
                .limit(LINES_LOOKED_AT)
                .toList();
    }

    Head head() {
        return head;
    }

    String text() {
        return head.text();
    }

    /** The first lines that are not blank, at most {@value #LINES_LOOKED_AT}. */
    List<String> lines() {
        return lines;
    }

    /** The first line that is not blank, empty when there is none. */
    String line() {
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** The JSON object that it begins with, as far as it goes; empty when it begins with none. */
    JsonNode json() {
        var known = json;
        if (known == null) {
            var bytes = text().getBytes(StandardCharsets.ISO_8859_1);
            known = text().stripLeading().startsWith("{")
                    ? PartialJson.of(bytes, 0, bytes.length).root()
                    : JsonNodeFactory.instance.objectNode();
            json = known;
        }
        return known;
    }
}
