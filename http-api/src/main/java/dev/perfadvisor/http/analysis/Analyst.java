package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.loadgen.Traffic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

        /**
         * Whether nobody tries again: what ends the process that reads, and may have come from outside, is the fault of what
         * it reads then.
         */
        default boolean isLastTry() {
            return false;
        }

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
     * @throws org.springframework.web.ErrorResponseException when the process that reads was ended from outside
     */
    Read read(List<Piece> pieces, Watch watch) throws InterruptedException;

    /**
     * What the one piece that describes requests of a load test says is to be requested; empty when none does.
     *
     * @throws dev.perfadvisor.engine.loadgen.UnusableOrderException when one of several does, or one can not be read
     */
    Optional<Traffic> requests(List<Piece> pieces) throws InterruptedException;
}
