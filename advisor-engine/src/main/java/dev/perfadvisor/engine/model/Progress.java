package dev.perfadvisor.engine.model;

/**
 * Hears how far reading has come. Called from several threads, and often: it must be quick. May throw a {@link
 * java.util.concurrent.CancellationException} to stop what it hears of.
 */
@FunctionalInterface
public interface Progress {

    /** Reads without telling anybody. */
    Progress SILENT = (name, bytes) -> {};

    /**
     * Some bytes of an artifact have been read.
     *
     * @param name of the artifact
     * @param bytes read of it since the last call, as handed in
     */
    void read(String name, long bytes);

    /**
     * Something else takes its time, such as the answer of a model. Called again and again for as long as it does.
     *
     * @param what in a sentence
     */
    default void doing(String what) {}
}
