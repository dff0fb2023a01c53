package dev.perfadvisor.http.settings;

import dev.perfadvisor.http.bucket.Bucket;
import java.net.URI;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets as they are set. */
final class Buckets {

    private Buckets() {}

    /**
     * Credentials are found as the AWS SDK finds them: in its environment variables, system properties, profiles, or from
     * the machine. Nothing is asked of the bucket yet.
     */
    static Bucket open(Settings.Bucket settings) {
        var client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(settings.region()))
                // Stores that only speak as S3 does may not know its newer checksums; ours is the SHA-256.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!settings.endpoint().isEmpty()) {
            client.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return new Bucket(client.build(), settings.name(), settings.prefix());
    }
}
