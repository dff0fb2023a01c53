package dev.perfadvisor.engine.model;

/** Hears how far reading has come. Called from several threads, and often: it must be quick. */
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
}
