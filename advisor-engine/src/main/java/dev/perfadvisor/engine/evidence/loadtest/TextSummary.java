package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A summary of a run as text.
 *
 * @param is recognises it
 * @param closing stands near the end of all that the tool prints; empty where nothing is known to
 * @param reader makes a summary of it, given the id of the artifact and the text
 */
record TextSummary(String id, Predicate<Beginning> is, String closing, BiFunction<String, String, Summary> reader)
        implements ResultFormat {

    private static final Pattern ENDS_IN_WORDS = Pattern.compile(".*\\s\\(?[a-z]{2,} ?[a-z]*\\)?");

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
        var text = new String(bytes, StandardCharsets.UTF_8);
        boolean cut = !text.endsWith("\n");
        var whole = cut ? withoutCutFigure(text) : text;
        var summary = whole.isEmpty() ? null : reader.apply(input.artifact(), whole);
        if (summary == null || summary.isEmpty()) {
            return JsonSummary.rejected(
                    "file", "no count of requests in it", "Hand in all that the tool printed, to its end.");
        }
        into.add(summary);
        if (!cut && !text.contains(closing)) {
            return problem(text.lines().count(), "it ends after this line, before '" + closing + "'");
        }
        return cut ? problem(text.lines().count(), "the file ends within this line") : new Reading.Complete();
    }

    /** A last line that ends in words is read; a figure at the very end may have lost digits, or its unit. */
    private static String withoutCutFigure(String text) {
        int last = text.lastIndexOf('\n') + 1;
        return ENDS_IN_WORDS.matcher(text.substring(last)).matches() ? text : text.substring(0, last);
    }

    private static Reading problem(long line, String cause) {
        return Reading.of(List.of(new ReadProblem(
                "line " + line,
                cause,
                "Hand in all that the tool printed, to its end; a figure that may be cut is left out.")));
    }
}
