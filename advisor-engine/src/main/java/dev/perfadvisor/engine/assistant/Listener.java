package dev.perfadvisor.engine.assistant;

/** Hears how an answer comes about, while it does. May throw to stop it. */
public interface Listener {

    /** A sentence on what is going on. */
    default void progress(String text) {}

    /** A tool is asked; the arguments are JSON, and only what the advisor knows of what the model wrote. */
    default void tool(String name, String arguments) {}

    /** Nobody listens. */
    Listener NONE = new Listener() {};
}
