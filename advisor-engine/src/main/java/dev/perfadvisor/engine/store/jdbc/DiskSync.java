package dev.perfadvisor.engine.store.jdbc;

import java.sql.SQLException;

/**
 * Brings to disk what was committed, once for all who wait: a disk that syncs a hundred times a second has to serve more than
 * a hundred commits. Who comes while one sync is under way is served by the next one, which begins after his commit.
 */
final class DiskSync {

    /** What it takes to have all that is committed on disk. */
    interface Action {
        void run() throws SQLException;
    }

    private final Action action;
    private long begun;
    private long done;
    private boolean running;

    DiskSync(Action action) {
        this.action = action;
    }

    /** Returns when a sync that began after this call has ended. One that fails does so for its own caller; others try again. */
    void await() throws SQLException {
        long mine;
        synchronized (this) {
            long wanted = begun + 1;
            waitUntil(wanted);
            if (done >= wanted) {
                return;
            }
            running = true;
            mine = ++begun;
        }
        boolean synced = false;
        try {
            action.run();
            synced = true;
        } finally {
            end(mine, synced);
        }
    }

    /** Until that sync is done, or nobody is at work on any. What waits is committed: an interruption has to wait, too. */
    private void waitUntil(long wanted) {
        boolean interrupted = false;
        while (running && done < wanted) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(long mine, boolean synced) {
        running = false;
        done = synced ? mine : done;
        notifyAll();
    }
}
