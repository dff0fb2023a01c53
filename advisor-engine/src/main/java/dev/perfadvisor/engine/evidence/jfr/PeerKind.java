package dev.perfadvisor.engine.evidence.jfr;

import java.util.List;
import java.util.Locale;

/** Who is at the other end of a socket, by the frames of the stack that reads or writes. */
enum PeerKind {
    DATABASE,
    HTTP,
    CACHE,
    MESSAGING,
    OTHER,
    /** The program is the server of this socket. */
    CLIENT;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first frame from the top that tells decides: an HTTP client below a servlet is a call, the servlet container
     * reading a request is not.
     */
    static PeerKind of(List<Frame> frames) {
        for (var frame : frames) {
            if (frame.is(Category.JDBC)) {
                return DATABASE;
            } else if (frame.is(Category.CACHE_CLIENT)) {
                return CACHE;
            } else if (frame.is(Category.MESSAGING)) {
                return MESSAGING;
            } else if (frame.is(Category.HTTP_CLIENT)) {
                return HTTP;
            } else if (frame.is(Category.HTTP_SERVER)) {
                return CLIENT;
            } else if (frame.application()) {
                return OTHER;
            }
        }
        return OTHER;
    }
}
