package dev.perfadvisor.http.settings;

import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Writes to the file of the database what nobody waited for. */
@Component
class Settling implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final Duration EACH = Duration.ofSeconds(10);

    private final SharedDatabase database;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("settling").factory());
    private volatile boolean running;

    Settling(SharedDatabase database) {
        this.database = database;
    }

    private void settle() {
        try {
            database.settle();
        } catch (RuntimeException e) {
            LOG.warn("The file of the database could not be written", e);
        }
    }

    @Override
    public void start() {
        running = true;
        if (database.isOfOneProcess()) {
            var _ = timer.scheduleWithFixedDelay(this::settle, EACH.toSeconds(), EACH.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What is under way is not interrupted, as an interrupt closes the file. */
    @Override
    public void stop() {
        running = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
