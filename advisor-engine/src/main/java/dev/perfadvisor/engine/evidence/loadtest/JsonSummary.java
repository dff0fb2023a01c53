package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A summary of a run as one JSON object.
 *
 * @param is recognises the object, of which only the beginning may be there
 * @param reader makes a summary of it, given the id of the artifact
 */
record JsonSummary(String id, Predicate<JsonNode> is, BiFunction<String, JsonNode, Summary> reader)
        implements ResultFormat {

    /** Larger summaries are not read. */
    static final int LARGEST = 16 << 20;

    @Override
    public boolean recognises(Beginning beginning) {
        return is.test(beginning.json());
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        byte[] bytes = input.stream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return tooLarge();
        }
        int mark = bytes.length >= 3 && bytes[0] == (byte) 0xEF ? 3 : 0;
        var json = PartialJson.of(bytes, mark, bytes.length - mark);
        var summary = reader.apply(input.artifact(), json.root());
        var broken = json.broken();
        if (summary.isEmpty()) {
            return rejected(
                    broken == null ? "file" : broken,
                    broken == null ? "no count of requests or iterations in it" : "the JSON is cut or damaged there",
                    "Export the summary again, at the end of the test.");
        }
        into.add(summary);
        return broken == null
                ? new Reading.Complete()
                : new Reading.Partial(List.of(new ReadProblem(
                        broken, "the JSON is cut or damaged there", "Export the summary again to get all metrics.")));
    }

    static Reading tooLarge() {
        return rejected(
                "file",
                "a summary of over " + (LARGEST >> 20) + " MB",
                "Group requests under fewer names (tag name) and export the summary again.");
    }

    static Reading rejected(String place, String cause, String advice) {
        return new Reading.Rejected(new ReadProblem(place, cause, advice));
    }
}
