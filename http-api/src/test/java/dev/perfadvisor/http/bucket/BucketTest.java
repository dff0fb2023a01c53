package dev.perfadvisor.http.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfadvisor.engine.store.Ids;
import dev.perfadvisor.engine.store.directory.DirectoryArtifactStore;
import dev.perfadvisor.http.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Artifacts in a bucket of a real S3 server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BucketTest {

    private static final String K6 = "/dev/perfadvisor/http/k6-summary.json";

    @RegisterExtension
    @Order(1)
    static final RunningS3 S3 = new RunningS3();

    @RegisterExtension
    @Order(2)
    static final RunningService SERVICE = new RunningService(BucketTest::settings);

    @TempDir
    private Path directory = Path.of("");

    private static List<String> settings() {
        return List.of(
                "advisor.analysis.isolated=false",
                "advisor.bucket.name=evidence",
                "advisor.bucket.prefix=kept/",
                "advisor.bucket.endpoint=" + S3.endpoint());
    }

    private static S3Client client() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(S3.endpoint()))
                .forcePathStyle(true)
                .build();
    }

    private static Bucket bucket() {
        return new Bucket(client(), "evidence", "kept/");
    }

    private static List<String> keys() {
        try (var client = client()) {
            return client.listObjectsV2(request -> request.bucket("evidence")).contents().stream()
                    .map(object -> object.key())
                    .toList();
        }
    }

    @Test
    void aContentIsInTheBucketAsLongAsAnArtifactHasIt() throws IOException, InterruptedException {
        var one = SERVICE.newCase();
        var two = SERVICE.newCase();
        var taken = SERVICE.put(one + "/artifacts/run.json", RunningService.resource(K6))
                .status(202);
        var sha256 = taken.json().path("sha256").asString();
        assertThat(keys()).containsExactly("kept/" + sha256);
        SERVICE.put(two + "/artifacts/run.json", RunningService.resource(K6)).status(202);
        SERVICE.get(one + "/diagnosis?wait=60").status(200);

        // Another instance has no copy of its own.
        SERVICE.stop();
        FileSystemUtils.deleteRecursively(SERVICE.directory().resolve("artifacts"));
        SERVICE.start();
        SERVICE.put(two + "/artifacts/more.txt", "nothing".getBytes(StandardCharsets.UTF_8))
                .status(202);
        var again = SERVICE.get(two + "/diagnosis?wait=60").status(200).json();
        assertThat(again.path("artifacts").path(0).path("sha256").asString()).isEqualTo(sha256);

        SERVICE.delete(one).status(204);
        assertThat(keys()).contains("kept/" + sha256);
        SERVICE.delete(two).status(204);
        assertThat(keys()).isEmpty();
    }

    @Test
    void anUploadThatBrokeOffGoesOnAndLandsInTheBucket() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        var bytes = RunningService.resource(K6);
        var upload = SERVICE.post(href + "/uploads", "{\"name\":\"run.json\",\"bytes\":" + bytes.length + "}")
                .status(201)
                .header("Location")
                .orElseThrow();
        int at = 0;
        for (int end : new int[] {1000, bytes.length}) {
            var part = java.util.Arrays.copyOfRange(bytes, at, end);
            SERVICE.send(SERVICE.to(upload)
                            .header("Upload-Offset", String.valueOf(at))
                            .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofByteArray(part)))
                    .status(end == bytes.length ? 202 : 204);
            at = end;
        }
        assertThat(keys()).hasSize(1);
        SERVICE.delete(href).status(204);
    }

    @Test
    void whatIsLargeIsSentInPartsAndComesBackAsItWas() throws IOException {
        var bytes = new byte[70_000_000];
        new Random(1).nextBytes(bytes);
        var store = new BucketArtifactStore(
                bucket(), DirectoryArtifactStore.in(directory.resolve("one")), Clock.systemUTC());
        var sha256 = keep(store, bytes);
        var other = new BucketArtifactStore(
                bucket(), DirectoryArtifactStore.in(directory.resolve("other")), Clock.systemUTC());
        assertThat(other.file(sha256)).hasBinaryContent(bytes);
        assertThat(directory.resolve("other/incoming")).isEmptyDirectory();
        store.remove(sha256);
        assertThat(keys()).isEmpty();
    }

    @Test
    void copiesGoAndWhatIsNoCopyStays() throws IOException {
        var local = DirectoryArtifactStore.in(directory);
        var store = new BucketArtifactStore(bucket(), local, Clock.systemUTC());
        var kept = keep(store, new byte[] {1});
        var before = keep(local, new byte[] {2});
        var gone = keep(local, new byte[] {5});
        for (var sha256 : List.of(kept, before, gone)) {
            Files.setLastModifiedTime(
                    local.file(sha256), FileTime.from(Instant.now().minusSeconds(7200)));
        }
        // Another instance has removed its object, as no artifact had it any more.
        Predicate<String> needed = sha256 -> !sha256.equals(gone);
        store.tidy(needed);
        assertThat(local.contents()).containsExactly(before);
        assertThat(store.file(kept)).hasBinaryContent(new byte[] {1});
        store.tidy(needed);
        assertThat(local.contents()).hasSize(2);
        store.remove(kept);
    }

    @Test
    void aDamagedObjectIsNotReadAsEvidence() throws IOException {
        var store = new BucketArtifactStore(bucket(), DirectoryArtifactStore.in(directory), Clock.systemUTC());
        var sha256 = keep(store, new byte[] {3});
        Files.delete(store.file(sha256));
        var wrong = Files.write(directory.resolve("wrong"), new byte[] {4});
        bucket().put(sha256, wrong);
        assertThatThrownBy(() -> store.file(sha256))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sha256);
        store.remove(sha256);
        assertThatThrownBy(() -> store.file(sha256))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sha256);
    }

    private static String keep(dev.perfadvisor.engine.store.ArtifactStore store, byte[] bytes) throws IOException {
        var upload = new Ids(Clock.systemUTC()).next();
        String sha256;
        try (var incoming = store.append(upload, 0)) {
            incoming.write(bytes, bytes.length);
            sha256 = incoming.seal();
        }
        store.bring(upload, sha256);
        store.keep(upload, sha256);
        return sha256;
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aBucketThatIsGoneTakesNothingInAndIsNotReady() throws IOException, InterruptedException {
        var href = SERVICE.newCase();
        S3.stop();
        SERVICE.put(href + "/artifacts/run.json", RunningService.resource(K6)).problem(503, "store-unreachable");
        assertThat(SERVICE.get(href + "/artifacts").json().path("artifacts").size())
                .isZero();
        SERVICE.get("/actuator/health/readiness").status(503);
    }
}
