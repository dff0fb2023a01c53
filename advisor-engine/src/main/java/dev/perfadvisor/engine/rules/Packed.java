package dev.perfadvisor.engine.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What the build of the rules has made ready, beside them in their jar. */
public final class Packed {

    private Packed() {}

    /** Reads one form of it. */
    @FunctionalInterface
    public interface Form<T> {

        /**
         * Reads it.
         *
         * @throws IOException when it is something else
         */
        T read(InputStream from) throws IOException;
    }

    /**
     * What is on the class path by that name. Only that in a jar is taken, which was built as a whole; beside files in a
     * directory it may be older than they are.
     */
    public static <T> Optional<T> onClassPath(String name, Form<T> form) {
        var resource = Packed.class.getResource("/" + name);
        if (resource == null || !resource.getProtocol().equals("jar")) {
            return Optional.empty();
        }
        try (var in = resource.openStream()) {
            return Optional.of(form.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The rule base can not be read from " + resource, e);
        }
    }
}
