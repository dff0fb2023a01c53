package dev.perfadvisor.engine.store;

/**
 * A request that makes something once, however often it is sent.
 *
 * @param key that the client chose
 * @param fingerprint of what was asked for: the same key with another one is a mistake of the client's
 */
public record Once(String owner, String key, String fingerprint) {

    /**
     * What a request has made.
     *
     * @param id of it
     * @param fresh whether this request made it, and not one before
     */
    public record Made(String id, boolean fresh) {}

    /** The key was used for another request before. */
    public static final class ReusedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
