package dev.perfadvisor.scripted;

import dev.perfadvisor.scripted.Move.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Scripts of models that read what they are sent. */
public final class Voices {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Voices() {}

    /** A sentence with what it cites. */
    public record Line(String text, List<String> cites) {

        public static Line of(String text, String... cites) {
            return new Line(text, List.of(cites));
        }
    }

    /** The call by which a model answers. */
    public static Move answer(List<Line> lines) {
        var claims = lines.stream()
                .map(line -> Map.of("text", line.text(), "cites", line.cites()))
                .toList();
        return Move.Calls.of(new Call("answer", MAPPER.writeValueAsString(Map.of("claims", claims))));
    }

    /** Reads causes and findings, then says what the function makes of all that was read. */
    public static Script reading(Function<Seen, Move> answer) {
        return seen -> seen.results().isEmpty()
                ? Move.Calls.of(
                        new Call("list_causes", "{}"),
                        new Call("list_findings", "{\"offset\": 0}"),
                        new Call("timeline", "{}"))
                : answer.apply(seen);
    }

    /** Says the first two sentences of the first cause, and the diagnosis of the first finding. */
    public static List<Line> honest(Seen seen) {
        var lines = new ArrayList<Line>();
        seen.items("cause").stream()
                .limit(1)
                .forEach(item ->
                        item.says().stream().limit(2).forEach(sentence -> lines.add(Line.of(sentence, item.id()))));
        seen.items("finding").stream()
                .limit(1)
                .forEach(item ->
                        lines.add(Line.of("The evidence shows: " + item.says().get(1), item.id())));
        return lines;
    }

    public static Script honest() {
        return reading(seen -> answer(honest(seen)));
    }
}
