package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;

/** Reads the results of load generators, each as its {@link ResultFormat} does. */
public final class LoadTestReader implements Reader<LoadTestAccumulator> {

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        var format = ResultFormats.byId(input.format());
        return format.isPresent()
                ? format.get().read(input, into)
                : JsonSummary.rejected(
                        "file", "no reader for the format " + input.format(), "Export the results once more.");
    }
}
