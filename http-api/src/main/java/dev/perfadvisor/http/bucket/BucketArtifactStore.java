package dev.perfadvisor.http.bucket;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.directory.DirectoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * Contents in a bucket. Uploads come in to a directory, which belongs to one instance alone: an upload that breaks off is
 * gone on with there, and begins anew at another instance. Contents that are being read are in the directory, too.
 */
public final class BucketArtifactStore implements ArtifactStore {

    /** Whoever asks for a file has opened it by then. */
    private static final Duration COPY = Duration.ofHours(1);

    private final Bucket bucket;
    private final DirectoryArtifactStore directory;
    private final Clock clock;
    private final Ids ids;

    public BucketArtifactStore(Bucket bucket, DirectoryArtifactStore directory, Clock clock) {
        this.bucket = bucket;
        this.directory = directory;
        this.clock = clock;
        this.ids = new Ids(clock);
    }

    @Override
    public long received(String upload) throws IOException {
        return directory.received(upload);
    }

    @Override
    public Incoming append(String upload, long at) throws IOException {
        return directory.append(upload, at);
    }

    @Override
    public void bring(String upload, String sha256) throws IOException {
        if (!bucket.has(sha256)) {
            bucket.put(sha256, directory.incoming(upload));
        }
    }

    @Override
    public void keep(String upload, String sha256) throws IOException {
        bring(upload, sha256);
        directory.keep(upload, sha256);
    }

    @Override
    public List<String> silentSince(Instant time) throws IOException {
        return directory.silentSince(time);
    }

    @Override
    public void drop(String upload) throws IOException {
        directory.drop(upload);
    }

    @Override
    public Path file(String sha256) throws IOException {
        var copy = directory.file(sha256);
        if (!Files.exists(copy)) {
            fetch(sha256);
        }
        Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
        return copy;
    }

    /** As an upload of nobody's, so that a copy that is not whole, or not what it should be, is none. */
    private void fetch(String sha256) throws IOException {
        var id = ids.next();
        try (var object = bucket.get(sha256);
                var incoming = directory.append(id, 0)) {
            if (object == null) {
                throw new IOException("The bucket does not have " + sha256);
            }
            var block = new byte[1 << 16];
            for (int n = object.read(block); n >= 0; n = object.read(block)) {
                incoming.write(block, n);
            }
            if (!incoming.seal().equals(sha256)) {
                throw new IOException("What the bucket has of " + sha256 + " is something else");
            }
            directory.keep(id, sha256);
        } finally {
            directory.drop(id);
        }
    }

    @Override
    public void remove(String sha256) throws IOException {
        bucket.remove(sha256);
        directory.remove(sha256);
    }

    @Override
    public void tidy(Predicate<String> needed) throws IOException {
        var since = clock.instant().minus(COPY);
        for (var sha256 : directory.contents()) {
            boolean old = Files.getLastModifiedTime(directory.file(sha256))
                    .toInstant()
                    .isBefore(since);
            // What was kept before there was a bucket is no copy; what another instance has removed is not needed.
            if (old && (!needed.test(sha256) || bucket.has(sha256))) {
                directory.remove(sha256);
            }
        }
    }

    @Override
    public void check() throws IOException {
        directory.check();
        bucket.check();
    }
}
