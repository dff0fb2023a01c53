package dev.perfadvisor.http.settings;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.http.settings.Storage.DataPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** An instance is ready when it can accept: the database and the store of contents answer, and there is room for artifacts. */
@Component("store")
class StoreHealth implements HealthIndicator {

    private static final DataSize LEAST = DataSize.ofMegabytes(256);

    private final ServedCases cases;
    private final ArtifactStore store;
    private final Path directory;

    StoreHealth(ServedCases cases, ArtifactStore store, DataPlace place) {
        this.cases = cases;
        this.store = store;
        this.directory = place.directory();
    }

    @Override
    public Health health() {
        try {
            cases.pendingCount();
            long free = Files.getFileStore(directory).getUsableSpace();
            store.check();
            boolean room = free >= LEAST.toBytes() && Files.isWritable(directory);
            return (room ? Health.up() : Health.outOfService())
                    .withDetail("free", free)
                    .build();
        } catch (IOException | StoreException e) {
            return Health.down(e).build();
        }
    }
}
