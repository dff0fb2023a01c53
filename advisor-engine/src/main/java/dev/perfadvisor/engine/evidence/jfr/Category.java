package dev.perfadvisor.engine.evidence.jfr;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a frame stands for. A frame may have several; {@code frames.tsv} says which classes and methods have which. */
enum Category {
    APPLICATION,
    JDK,
    LIBRARY,
    IDLE,
    CONNECTION_POOL,
    CLIENT_POOL,
    JDBC,
    ORM,
    LAZY_LOAD,
    HYDRATION,
    HTTP_CLIENT,
    HTTP_SERVER,
    CACHE_CLIENT,
    MESSAGING,
    SERIALIZATION,
    LOGGING,
    DEBUG_LOGGING,
    RETRY,
    NAME_LOOKUP,
    REGEX,
    BOXING,
    EXCEPTION,
    CRYPTO,
    COMPRESSION,
    COLLECTIONS,
    TEXT,
    FORMATTING,
    REFLECTION,
    TEMPLATE,
    TRACING,
    CACHE,
    LOCK,
    SEMAPHORE,
    FUTURE,
    SLEEP,
    STARTUP,
    MAIN;

    private static final Map<String, Category> BY_ID = new HashMap<>();

    static {
        for (var category : values()) {
            BY_ID.put(category.id(), category);
        }
    }

    /** As written in {@code frames.tsv} and in facts: {@code http-client}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This category as one bit of a set. */
    @SuppressWarnings("EnumOrdinal") // sets live as long as the program, so a new order of the constants does no harm
    long bit() {
        return 1L << ordinal();
    }

    boolean in(long set) {
        return (set & bit()) != 0;
    }

    /** Whether its share of samples says something: where a frame comes from and what waits does not. */
    boolean describesWork() {
        return switch (this) {
            case APPLICATION, JDK, LIBRARY, IDLE, STARTUP, MAIN, SLEEP, RETRY -> false;
            default -> true;
        };
    }

    /** @throws IllegalArgumentException when there is no such category */
    static Category of(String id) {
        var found = BY_ID.get(id);
        if (found == null) {
            throw new IllegalArgumentException("No category of frames is called " + id);
        }
        return found;
    }
}
