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

/** Keeps the file of the database near what is in it while the service runs, and writes to it what nobody waited for. */
@Component
class FileSpace implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FileSpace.class);
    private static final Duration EACH = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(1);

    private final SharedDatabase database;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-space").factory());
    private volatile boolean running;

    FileSpace(SharedDatabase database) {
        this.database = database;
    }

    private void reclaim() {
        try {
            database.settle();
            database.reclaim(MOST);
        } catch (RuntimeException e) {
            LOG.warn("The file of the database could not be made smaller", e);
        }
    }

    @Override
    public void start() {
        running = true;
        if (database.isOfOneProcess()) {
            var _ = timer.scheduleWithFixedDelay(this::reclaim, EACH.toSeconds(), EACH.toSeconds(), TimeUnit.SECONDS);
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
