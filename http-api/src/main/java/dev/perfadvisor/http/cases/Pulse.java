package dev.perfadvisor.http.cases;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a stream alive while its answer is made, and finds out whether its client is. The thread that makes the answer asks;
 * it is not interrupted, as an interrupt that meets the database while it writes closes its file for good.
 */
public final class Pulse implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(2);

    private final EventStream stream;
    private final Thread beating;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean gone;

    private Pulse(EventStream stream) {
        this.stream = stream;
        this.beating = Thread.ofVirtual().name("pulse").unstarted(this::beat);
    }

    /** Of a stream, until it is closed. */
    public static Pulse of(EventStream stream) {
        var pulse = new Pulse(stream);
        pulse.beating.start();
        return pulse;
    }

    private void beat() {
        try {
            while (!ended.await(BEAT.toNanos(), TimeUnit.NANOSECONDS)) {
                stream.alive();
            }
        } catch (IOException e) {
            gone = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws where the client has gone. */
    public void check() {
        if (gone) {
            throw new CancellationException("the client has gone");
        }
    }

    /** Ends it; nothing is written by it any more, as the stream may be another one's next. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (beating.isAlive()) {
            try {
                beating.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
