package dev.perfadvisor.http.access;

import java.util.List;
import java.util.Set;

/** What a key may be good for. */
public final class Scopes {

    /** {@code read} what is the owner's, {@code write} it, {@code admin} keys and figures of the server. */
    public static final List<String> ALL = List.of("read", "write", "admin");

    /** Of a key for which nothing is said. */
    public static final Set<String> USUAL = Set.of("read", "write");

    /** Characters of an owner's name. */
    public static final int MOST_OWNER = 90;

    private Scopes() {}
}
