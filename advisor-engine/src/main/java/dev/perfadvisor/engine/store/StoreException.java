package dev.perfadvisor.engine.store;

import org.jspecify.annotations.Nullable;

/** The store can not be used; the message says where it is, why and what to do, and is meant for the user. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
