package dev.perfadvisor.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Evidence as it is handed in. */
public sealed interface Given {

    /** As the user knows it. */
    String name();

    /** A file, or a directory with files. */
    record OfPath(Path path) implements Given {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /** A stream that can be read once, such as standard input or the body of a request. */
    record OfStream(String name, Opener opener) implements Given {}

    /** Opens a stream; it is closed by the one who reads it. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }
}
