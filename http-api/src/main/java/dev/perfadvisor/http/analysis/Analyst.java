package dev.perfadvisor.http.analysis;

import java.nio.file.Path;
import java.util.List;

/** Reads evidence into facts. */
public interface Analyst {

    /** A file of evidence; {@code name} is what the user calls it. */
    record Piece(String name, Path file) {}

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
     * The facts of all pieces together, as JSON in the form {@code advisor.facts/1}. A piece that can not be read is told in
     * its artifacts.
     *
     * @throws java.util.concurrent.CancellationException when {@link Watch#isGone}
     */
    String read(List<Piece> pieces, Watch watch) throws InterruptedException;
}
