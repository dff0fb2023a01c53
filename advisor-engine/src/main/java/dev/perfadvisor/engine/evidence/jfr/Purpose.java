package dev.perfadvisor.engine.evidence.jfr;

import java.util.Locale;

/** What a thread waits for, by the frames of its stack. */
enum Purpose {
    CONNECTION_POOL,
    CLIENT_POOL,
    /** For work: nobody waits for this thread. */
    IDLE,
    /** For the answer of another service. */
    REMOTE,
    LOCK,
    SEMAPHORE,
    FUTURE,
    SLEEP,
    OTHER;

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The purpose of a wait. A pool parks in a queue or a semaphore, an idle worker in a condition of a lock, so what is
     * further from the top of the stack wins, as the order here says.
     *
     * @param upToSite categories of the frames from the top down to the first of the application
     * @param fallback purpose when no frame says more
     */
    static Purpose of(long upToSite, Purpose fallback) {
        if (Category.CONNECTION_POOL.in(upToSite)) {
            return CONNECTION_POOL;
        }
        if (Category.CLIENT_POOL.in(upToSite)) {
            return CLIENT_POOL;
        }
        if (Category.IDLE.in(upToSite)) {
            return IDLE;
        }
        if (Category.HTTP_CLIENT.in(upToSite)) {
            return REMOTE;
        }
        if (Category.LOCK.in(upToSite)) {
            return LOCK;
        }
        if (Category.SEMAPHORE.in(upToSite)) {
            return SEMAPHORE;
        }
        return Category.FUTURE.in(upToSite) ? FUTURE : fallback;
    }
}
