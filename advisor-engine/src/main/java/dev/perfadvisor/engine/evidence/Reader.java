package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;

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
}
