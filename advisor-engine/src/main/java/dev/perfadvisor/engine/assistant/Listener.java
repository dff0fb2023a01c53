package dev.perfadvisor.engine.assistant;

/**
 * Hears how an answer comes about, while it does. May throw a {@link java.util.concurrent.CancellationException} to stop it:
 * the request at the provider ends, and there is the answer without a model. It is no interrupt, which would close the file of
 * the store when it met it at work.
 */
public interface Listener {

    /** A sentence on what is going on. */
    default void progress(String text) {}

    /** A tool is asked; the arguments are JSON, and only what the advisor knows of what the model wrote. */
    default void tool(String name, String arguments) {}

    /**
     * A model is still waited for, or evidence is read. Called several times a second, while evidence is read from several
     * threads.
     */
    default void waiting() {}

    /** Nobody listens. */
    Listener NONE = new Listener() {};
}
