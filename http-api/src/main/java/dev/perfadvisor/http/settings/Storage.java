package dev.perfadvisor.http.settings;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.directory.DirectoryArtifactStore;
import dev.perfadvisor.engine.store.jdbc.ApiKeys;
import dev.perfadvisor.engine.store.jdbc.DataDirectory;
import dev.perfadvisor.engine.store.jdbc.FactsTable;
import dev.perfadvisor.engine.store.jdbc.JdbcBaselineStore;
import dev.perfadvisor.engine.store.jdbc.JobTable;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.SharedDatabase;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.bucket.BucketArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The stores, as they are set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class Storage {

    /** The directory of the service, which belongs to it alone. */
    record DataPlace(Path directory) {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    DataPlace dataPlace(Settings settings) throws IOException {
        var home = Path.of(System.getProperty("user.home"));
        var directory = settings.data() != null
                ? settings.data()
                : DataDirectory.of(System.getenv(), home).resolve("server");
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
        return new DataPlace(directory);
    }

    /** Made for who serves, and not for who makes a backup. */
    @Bean
    @Lazy
    WorkDirectory workDirectory(DataPlace place) throws IOException {
        return WorkDirectory.in(place.directory().toAbsolutePath().resolve("work"));
    }

    @Bean
    HikariDataSource connections(Settings settings, DataPlace place) {
        var database = settings.database();
        var pool = new HikariConfig();
        if (database.url().isEmpty()) {
            pool.setJdbcUrl(SharedDatabase.address(place.directory().resolve("service")));
            pool.setUsername("advisor");
            pool.setPassword("");
        } else {
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
        }
        pool.setMaximumPoolSize(database.connections());
        pool.setPoolName("service");
        return new HikariDataSource(pool);
    }

    @Bean
    SharedDatabase sharedDatabase(HikariDataSource connections) {
        return SharedDatabase.over(connections, connections.getJdbcUrl().replaceFirst(";.*", ""));
    }

    @Bean
    ArtifactStore artifactStore(DataPlace place, Settings settings, Clock clock) throws IOException {
        var directory = DirectoryArtifactStore.in(place.directory().resolve("artifacts"));
        return settings.bucket().name().isEmpty()
                ? directory
                : new BucketArtifactStore(Buckets.open(settings.bucket()), directory, clock);
    }

    @Bean
    ServedCases servedCases(SharedDatabase database, Clock clock) {
        return new ServedCases(database, clock);
    }

    @Bean
    ServedArtifacts servedArtifacts(SharedDatabase database, ArtifactStore store, Clock clock) {
        return new ServedArtifacts(database, store, clock);
    }

    @Bean
    JobTable jobTable(SharedDatabase database) {
        return new JobTable(database);
    }

    @Bean
    Uploads uploads(SharedDatabase database, Clock clock) {
        var uploads = new Uploads(database, clock);
        if (database.isOfOneProcess()) {
            uploads.silenceAll();
        }
        return uploads;
    }

    @Bean
    FactsTable factsTable(SharedDatabase database, Clock clock) {
        return new FactsTable(database, clock);
    }

    @Bean
    JdbcBaselineStore baselineStore(SharedDatabase database, Clock clock) {
        return new JdbcBaselineStore(database, clock);
    }

    @Bean
    ApiKeys apiKeys(SharedDatabase database, Clock clock) {
        return new ApiKeys(database, clock);
    }

    @Bean
    Backups backups(SharedDatabase database, HikariDataSource connections, DataPlace place, Settings settings) {
        boolean contents = settings.bucket().name().isEmpty();
        return new Backups(database, connections, place.directory(), contents);
    }
}
