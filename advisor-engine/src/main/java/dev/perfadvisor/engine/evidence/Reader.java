package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.List;

/**
 * Parses one kind of evidence.
 *
 * @param <A> what it adds up into
 */
public interface Reader<A> {

    /**
     * Reads the input to its end. Damage is told in the {@link Reading}, with what could be read added to {@code into};
     * nothing that the bytes hold makes it throw, hang, or allocate without bound.
     *
     * @throws IOException when the stream itself fails
     */
    Reading read(Input input, A into) throws IOException;

    /**
     * Where in these bytes, which are from the middle of a file, the first record begins that is wholly after {@code from};
     * -1 when none is seen. Formats that are not told this way are read from their beginning to their end; files of those
     * that are may be cut there, and the parts read at the same time and merged.
     */
    default int recordStart(String format, byte[] bytes, int from, int to) {
        return -1;
    }

    /** What is to be said of a file that was read in parts, given what was said of each, and all of them merged. */
    default Reading join(List<Reading> parts, A merged) {
        return Reading.of(
                parts.stream().flatMap(part -> part.problems().stream()).toList());
    }
}
