package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A summary of a run as text.
 *
 * @param is recognises it
 * @param reader makes a summary of it, given the id of the artifact and the text
 */
record TextSummary(String id, Predicate<Beginning> is, BiFunction<String, String, Summary> reader)
        implements ResultFormat {

    @Override
    public boolean recognises(Beginning beginning) {
        return is.test(beginning);
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        byte[] bytes = input.stream().readNBytes(JsonSummary.LARGEST + 1);
        if (bytes.length > JsonSummary.LARGEST) {
            return JsonSummary.tooLarge();
        }
        var summary = reader.apply(input.artifact(), new String(bytes, StandardCharsets.UTF_8));
        if (summary.isEmpty()) {
            return JsonSummary.rejected(
                    "file", "no count of requests in it", "Hand in all that the tool printed, to its end.");
        }
        into.add(summary);
        return new Reading.Complete();
    }
}
