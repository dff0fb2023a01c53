package dev.perfadvisor.http.analysis;

import java.nio.file.Path;
import java.util.List;

/** Reads evidence into facts. */
public interface Analyst {

    /**
     * A file of evidence.
     *
     * @param name what the user calls it
     * @param file where it is
     * @param sha256 of its content, empty when that is not known
     */
    record Piece(String name, Path file, String sha256) {}

    /**
     * What was read.
     *
     * @param facts JSON in the form {@code advisor.facts/1}; a piece that can not be read is told in its artifacts
     * @param lasting whether reading the same again gives the same; not when a piece was given up for lack of time or memory
     */
    record Read(String facts, boolean lasting) {}

    /** Hears how far reading has come, and may end it. */
    interface Watch {

        /** So many bytes of all pieces were read. Called often, and from several threads. */
        void read(long bytes);

        /** Whether nobody wants the facts any more. Asked about every second. */
        boolean isGone();

        /** One that wants to know nothing. */
        static Watch blind() {
            return new Watch() {
                @Override
                public void read(long bytes) {}

                @Override
                public boolean isGone() {
                    return false;
                }
            };
        }
    }

    /**
     * The facts of all pieces together.
     *
     * @throws java.util.concurrent.CancellationException when {@link Watch#isGone}
     */
    Read read(List<Piece> pieces, Watch watch) throws InterruptedException;
}
