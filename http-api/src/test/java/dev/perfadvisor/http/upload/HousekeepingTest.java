package dev.perfadvisor.http.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.jdbc.FactsTable;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.RunningService;
import dev.perfadvisor.http.settings.Settings;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cleaning up beside a service. */
class HousekeepingTest {

    @RegisterExtension
    static final RunningService SERVICE = new RunningService("advisor.analysis.isolated=false");

    @Test
    void whatIsUnderWayAtTheEndIsFinishedAndNotInterrupted() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicReference<>("not");
        // The last thing that cleaning up does.
        var store = (ArtifactStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ArtifactStore.class}, (_, method, _) -> {
                    if (method.getName().equals("silentSince")) {
                        return List.of();
                    }
                    assertThat(method.getName()).isEqualTo("tidy");
                    begun.countDown();
                    try {
                        ended.set(mayEnd.await(30, TimeUnit.SECONDS) ? "by itself" : "never");
                    } catch (InterruptedException _) {
                        ended.set("by an interrupt");
                    }
                    return null;
                });
        var housekeeping = new Housekeeping(
                SERVICE.part(ServedCases.class),
                SERVICE.part(ServedArtifacts.class),
                SERVICE.part(Uploads.class),
                store,
                SERVICE.part(FactsTable.class),
                SERVICE.part(SharedDatabase.class),
                SERVICE.part(Receiving.class),
                SERVICE.part(Clock.class),
                SERVICE.part(Settings.class));
        housekeeping.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        var release = Thread.ofVirtual().start(() -> {
            while (housekeeping.isRunning()) {
                Thread.onSpinWait();
            }
            mayEnd.countDown();
        });
        housekeeping.stop();
        assertThat(ended).hasValue("by itself");
        release.join();
    }
}
