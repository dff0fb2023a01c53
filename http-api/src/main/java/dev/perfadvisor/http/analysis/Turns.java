package dev.perfadvisor.http.analysis;

import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.settings.Settings;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Has requests that read evidence while the client waits do so one after the other: a reading uses all cores as it is, and
 * more of them at a time would only need more memory.
 */
@Component
public class Turns {

    /** Requests that wait for their turn: more would time out before it comes. */
    private static final int MOST_WAITING = 32;

    private final Semaphore turns;

    Turns(Settings settings) {
        this.turns = new Semaphore(settings.analysis().atOnce(), true);
    }

    /** Work that reads. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X, InterruptedException;
    }

    /** Refuses what would not get its turn, before it is brought here. */
    public void checkQueue() {
        if (turns.getQueueLength() >= MOST_WAITING) {
            throw Problems.overloaded();
        }
    }

    /** Runs work when its turn comes; refuses it when too many wait. */
    public <T, X extends Exception> T inTurn(Work<T, X> work) throws X, InterruptedException {
        checkQueue();
        turns.acquire();
        return run(work);
    }

    /** The same; refuses it also when its turn does not come in time. */
    public <T, X extends Exception> T inTurn(Duration longest, Work<T, X> work) throws X, InterruptedException {
        if (turns.getQueueLength() >= MOST_WAITING || !turns.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            throw Problems.overloaded();
        }
        return run(work);
    }

    private <T, X extends Exception> T run(Work<T, X> work) throws X, InterruptedException {
        try {
            return work.run();
        } finally {
            turns.release();
        }
    }
}
