package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.Upload;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says of uploads that they go on, as long as they do: also while one is brought to disk or to a bucket, which may take
 * longer than an upload may be silent.
 */
@Component
class Heartbeats {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration EACH = Duration.ofSeconds(5);

    private final Uploads uploads;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeats").factory());

    Heartbeats(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Begins to say it, until it is closed. */
    Heart of(Upload upload) {
        return new Heart(upload);
    }

    @PreDestroy
    void stop() {
        timer.shutdownNow();
    }

    /** Of one upload. */
    final class Heart implements AutoCloseable {

        private final Upload upload;
        private final Future<?> beats;
        private volatile boolean gone;

        private Heart(Upload upload) {
            this.upload = upload;
            this.beats =
                    timer.scheduleWithFixedDelay(this::beat, EACH.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void beat() {
            try {
                gone = !uploads.touch(upload);
            } catch (StoreException e) {
                // The next one may do it.
                LOG.warn("The upload {} can not be said to go on: {}", upload.id(), e.getMessage());
            }
        }

        /** Says it at once. */
        void check() {
            beat();
            checkKnown();
        }

        /** Ends an upload that was given up, or whose case was deleted. */
        void checkKnown() {
            if (gone) {
                throw UploadProblems.gone();
            }
        }

        @Override
        public void close() {
            beats.cancel(false);
        }
    }
}
