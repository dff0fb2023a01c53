package dev.perfadvisor.engine.evidence.stored;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads facts back. */
public final class StoredReader implements Reader<StoredAccumulator> {

    /** Facts are small; what is larger is something else. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final JsonMapper json;
    private final Map<String, Class<? extends Record>> roots;

    /**
     * A reader of facts.
     *
     * @param json as the facts were written with
     * @param roots record types by name
     */
    public StoredReader(JsonMapper json, Map<String, Class<? extends Record>> roots) {
        this.json = json;
        this.roots = Map.copyOf(roots);
    }

    @Override
    public Reading read(Input input, StoredAccumulator into) throws IOException {
        var bytes = input.stream().readNBytes(MOST_BYTES);
        var problems = new ArrayList<ReadProblem>();
        try {
            var facts = json.readTree(bytes).path("facts");
            if (!facts.isObject()) {
                return new Reading.Rejected(
                        new ReadProblem("file", "it holds no facts", "Write the facts again from the evidence."));
            }
            for (var root : facts.properties()) {
                readRoot(root.getKey(), root.getValue(), into, problems);
            }
        } catch (JacksonException e) {
            var place =
                    e.getLocation() == null ? "file" : "line " + e.getLocation().getLineNr();
            return new Reading.Rejected(new ReadProblem(
                    place, "not JSON: " + e.getOriginalMessage(), "Write the facts again from the evidence."));
        }
        return Reading.of(problems);
    }

    private void readRoot(String name, JsonNode value, StoredAccumulator into, List<ReadProblem> problems) {
        var type = roots.get(name);
        if (type == null) {
            problems.add(new ReadProblem("facts." + name, "facts of a kind that is not known", "They are left out."));
            return;
        }
        try {
            Record facts = value.isObject() ? json.treeToValue(value, type) : null;
            var missing = facts == null ? Optional.of(name) : Gaps.first(facts, name);
            if (facts == null || missing.isPresent()) {
                problems.add(otherVersion(name, missing.orElse(name) + " is missing"));
            } else {
                into.put(name, facts);
            }
        } catch (JacksonException e) {
            problems.add(otherVersion(name, e.getOriginalMessage()));
        }
    }

    private static ReadProblem otherVersion(String name, String why) {
        return new ReadProblem(
                "facts." + name, "facts of another version: " + why, "Write the facts again from the evidence.");
    }
}
