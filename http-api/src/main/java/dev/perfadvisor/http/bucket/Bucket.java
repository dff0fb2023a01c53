package dev.perfadvisor.http.bucket;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of one bucket under one prefix. What goes wrong is an {@link IOException} that names the object. */
public final class Bucket {

    /** Larger ones are sent in parts: one request takes 5 GB, and one that breaks off is sent anew as a whole. */
    private static final long PART = 64L * 1024 * 1024;

    private static final int NOT_FOUND = 404;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix of the keys of all objects */
    public Bucket(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    boolean has(String name) throws IOException {
        return orFail(
                        name,
                        () -> client.headObject(
                                request -> request.bucket(bucket).key(key(name))))
                != null;
    }

    /** The content of an object; null when there is none. */
    @Nullable ResponseInputStream<GetObjectResponse> get(String name) throws IOException {
        return orFail(
                name, () -> client.getObject(request -> request.bucket(bucket).key(key(name))));
    }

    void remove(String name) throws IOException {
        orFail(name, () -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
    }

    /** Asks for the bucket itself. */
    void check() throws IOException {
        if (orFail("", () -> client.headBucket(request -> request.bucket(bucket))) == null) {
            throw new IOException("There is no bucket " + bucket + ".");
        }
    }

    /** An object appears as a whole or not at all. */
    void put(String name, Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes <= PART) {
            orFail(
                    name,
                    () -> client.putObject(
                            request -> request.bucket(bucket).key(key(name)), RequestBody.fromFile(file)));
        } else {
            putInParts(name, file, bytes);
        }
    }

    private void putInParts(String name, Path file, long bytes) throws IOException {
        var id = found(
                        name,
                        () -> client.createMultipartUpload(
                                request -> request.bucket(bucket).key(key(name))))
                .uploadId();
        boolean whole = false;
        try {
            var parts = parts(name, id, file, bytes);
            found(
                    name,
                    () -> client.completeMultipartUpload(request -> request.bucket(bucket)
                            .key(key(name))
                            .uploadId(id)
                            .multipartUpload(all -> all.parts(parts))));
            whole = true;
        } finally {
            if (!whole) {
                orFail(
                        name,
                        () -> client.abortMultipartUpload(
                                request -> request.bucket(bucket).key(key(name)).uploadId(id)));
            }
        }
    }

    private List<CompletedPart> parts(String name, String id, Path file, long bytes) throws IOException {
        var parts = new ArrayList<CompletedPart>();
        for (long at = 0; at < bytes; at += PART) {
            long from = at;
            long length = Math.min(PART, bytes - at);
            int number = parts.size() + 1;
            var sent = found(
                    name,
                    () -> client.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key(name))
                                    .uploadId(id)
                                    .partNumber(number),
                            RequestBody.fromContentProvider(
                                    () -> slice(file, from, length), length, "application/octet-stream")));
            parts.add(
                    CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
        }
        return parts;
    }

    private static InputStream slice(Path file, long from, long length) {
        try {
            return new Slice(
                    Channels.newInputStream(
                            FileChannel.open(file, StandardOpenOption.READ).position(from)),
                    length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key(String name) {
        return prefix + name;
    }

    private <T> T found(String name, Supplier<T> call) throws IOException {
        var answer = orFail(name, call);
        if (answer == null) {
            throw new IOException("There is no bucket " + bucket + ".");
        }
        return answer;
    }

    /** What was answered; null when there is no such thing. */
    private <T> @Nullable T orFail(String name, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            if (e instanceof S3Exception refused && refused.statusCode() == NOT_FOUND) {
                return null;
            }
            throw new IOException("The bucket " + bucket + " fails for '" + name + "': " + e.getMessage(), e);
        }
    }

    /** So many bytes of a stream. */
    private static final class Slice extends FilterInputStream {

        private long left;

        Slice(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(into, at, (int) Math.min(length, left));
            left -= Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long n = in.skip(Math.min(bytes, left));
            left -= n;
            return n;
        }
    }
}
