package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;

/** One way in which a load generator writes its results. */
interface ResultFormat {

    /** {@code k6-ndjson}, ... */
    String id();

    /** Whether an artifact that begins like this is of this format. */
    boolean recognises(Beginning beginning);

    /** As {@link dev.perfadvisor.engine.evidence.Reader#read}. */
    Reading read(Input input, LoadTestAccumulator into) throws IOException;
}
