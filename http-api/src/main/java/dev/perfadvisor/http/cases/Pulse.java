package dev.perfadvisor.http.cases;

import java.io.IOException;
import java.time.Duration;

/**
 * Keeps a stream alive while its answer is made, and finds out whether its client is. When it is not, the thread that makes
 * the answer is interrupted.
 */
public final class Pulse implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(2);

    private final Thread beating;

    private Pulse(Thread beating) {
        this.beating = beating;
    }

    /** For an answer that the current thread makes. */
    public static Pulse of(EventStream stream) {
        var answering = Thread.currentThread();
        return new Pulse(Thread.ofVirtual().name("pulse").start(() -> {
            try {
                while (true) {
                    Thread.sleep(BEAT);
                    stream.alive();
                }
            } catch (IOException e) {
                answering.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Ends it. The interrupt of a client that went in the last moment is taken back, as the thread serves others next. */
    @Override
    public void close() {
        beating.interrupt();
        boolean interrupted = Thread.interrupted();
        while (beating.isAlive() && !interrupted) {
            try {
                beating.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
