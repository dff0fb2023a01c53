package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.jdbc.FactsTable;
import dev.perfadvisor.engine.store.jdbc.OnceTable;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Removes what nobody needs: uploads that nothing was heard of, contents without artifacts, cases past their retention,
 * keys of requests. Each
 * instance does it, when it starts and every ten minutes; what one has removed, another does not find.
 */
@Component
class Housekeeping implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    /** What the service before left behind goes soon after the start. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final Duration EACH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** An upload that goes on says so every five seconds. */
    private static final Duration BROKEN_OFF = Duration.ofMinutes(10);

    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Duration FACTS = Duration.ofDays(30);
    private static final Duration REQUESTS = Duration.ofDays(1);

    private final ServedCases cases;
    private final ServedArtifacts artifacts;
    private final Uploads uploads;
    private final ArtifactStore store;
    private final FactsTable facts;
    private final SharedDatabase database;
    private final Receiving receiving;
    private final Clock clock;
    private final Duration retention;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());
    private volatile boolean running;

    Housekeeping(
            ServedCases cases,
            ServedArtifacts artifacts,
            Uploads uploads,
            ArtifactStore store,
            FactsTable facts,
            SharedDatabase database,
            Receiving receiving,
            Clock clock,
            Settings settings) {
        this.cases = cases;
        this.artifacts = artifacts;
        this.uploads = uploads;
        this.store = store;
        this.facts = facts;
        this.database = database;
        this.receiving = receiving;
        this.clock = clock;
        this.retention = settings.retention();
    }

    void clean() throws IOException {
        var now = clock.instant();
        for (var upload : uploads.silentSince(now.minus(BROKEN_OFF), false)) {
            receiving.drop(upload);
        }
        for (var upload : uploads.silentSince(now.minus(FORGOTTEN), true)) {
            receiving.drop(upload);
        }
        if (retention.isPositive()) {
            for (var id : cases.untouchedSince(now.minus(retention))) {
                cases.deleteUntouched(id, now.minus(retention));
            }
        }
        for (var upload : store.silentSince(now.minus(BROKEN_OFF))) {
            if (!uploads.isKnown(upload)) {
                store.drop(upload);
            }
        }
        facts.forget(now.minus(FACTS));
        OnceTable.forget(database, now.minus(REQUESTS));
        artifacts.sweep();
        store.tidy(artifacts::isContent);
    }

    private void cleanOrSay() {
        try {
            clean();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Not all that nobody needs could be removed", e);
        }
    }

    @Override
    public void start() {
        running = true;
        var _ = timer.scheduleWithFixedDelay(this::cleanOrSay, FIRST.toSeconds(), EACH.toSeconds(), TimeUnit.SECONDS);
    }

    /** What is under way ends by itself: an interrupt would close the file of the database under everybody. */
    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("What nobody needs is still being removed");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
