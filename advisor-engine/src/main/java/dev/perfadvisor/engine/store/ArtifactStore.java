package dev.perfadvisor.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps contents by their SHA-256. A content comes in as an upload, perhaps in several goes, and is renamed to its
 * SHA-256 when it is whole. All is on disk when a method returns. Safe to use from many threads and processes, as long as
 * each upload is written by one at a time.
 */
public interface ArtifactStore {

    /** Bytes of an upload that are here. */
    long received(String upload) throws IOException;

    /**
     * Goes on with an upload.
     *
     * @param at where to go on; bytes after it are dropped
     * @throws BusyException when it is being written by another one
     */
    Incoming append(String upload, long at) throws IOException;

    /**
     * Brings a whole upload near to where it is kept, which may take long. Its content may be swept away again as long as
     * nobody holds its row: {@link #keep} has the last word.
     */
    void bring(String upload, String sha256) throws IOException;

    /** Makes a whole upload the content of that SHA-256; an upload whose content is here already is dropped. */
    void keep(String upload, String sha256) throws IOException;

    /** Uploads of which something is here and to which nothing was added since a time. */
    List<String> silentSince(Instant time) throws IOException;

    /** Drops an upload, if there is one. */
    void drop(String upload) throws IOException;

    /** The file of a content, to be read only, and to be opened within an hour. */
    Path file(String sha256) throws IOException;

    /** Removes a content, if it is here. */
    void remove(String sha256) throws IOException;

    /**
     * Frees the room of what is kept elsewhere, too, or is not needed any more, and was not asked for within an hour.
     *
     * @param needed whether an artifact may have the content of a SHA-256
     */
    void tidy(Predicate<String> needed) throws IOException;

    /** Fails when nothing can be kept just now. */
    void check() throws IOException;

    /** Another one writes the upload. */
    final class BusyException extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** Takes bytes of an upload. Closing it keeps what came so far. */
    interface Incoming extends AutoCloseable {

        void write(byte[] bytes, int length) throws IOException;

        /** Bytes of the upload so far, with those of earlier goes. */
        long bytes();

        /** Says that it is whole: brings it to disk and tells its SHA-256, lower-case hex. */
        String seal() throws IOException;

        @Override
        void close() throws IOException;
    }
}
