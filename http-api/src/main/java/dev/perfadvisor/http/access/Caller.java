package dev.perfadvisor.http.access;

import java.util.Set;

/**
 * Who calls.
 *
 * @param owner whose things the caller sees; the one of this machine when nobody has to log in
 * @param scopes {@code read}, {@code write}, {@code admin}
 */
public record Caller(String owner, Set<String> scopes) {

    /** The attribute of a request that holds its caller. */
    static final String ATTRIBUTE = Caller.class.getName();

    /** Whoever sits at this machine, when no credentials are asked for. */
    static final Caller LOCAL = new Caller("local", Set.of("read", "write", "admin"));

    /** Whoever calls what is open to everybody. */
    static final Caller NOBODY = new Caller("nobody", Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
    }
}
