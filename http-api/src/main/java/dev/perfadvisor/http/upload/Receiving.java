package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.Once;
import dev.perfadvisor.engine.store.Quota;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.Upload;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts;
import dev.perfadvisor.engine.store.jdbc.ServedArtifacts.SameName;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.analysis.AnalysisJobs;
import dev.perfadvisor.http.cases.Keys;
import dev.perfadvisor.http.settings.Settings;
import dev.perfadvisor.http.upload.Heartbeats.Heart;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes artifacts in, in constant memory: room is reserved before the body is read, the body goes to disk as it comes, and
 * the artifact is there when all of it is.
 */
@Component
class Receiving {

    private static final int BLOCK = 1 << 16;
    /** How much is reserved at a time, least and most, for a body whose length is not known. */
    private static final long LEAST_STEP = 1024 * 1024;

    private static final long MOST_STEP = 64L * 1024 * 1024;
    private final Uploads uploads;
    private final ServedArtifacts artifacts;
    private final ArtifactStore store;
    private final AnalysisJobs jobs;
    private final ServedCases cases;
    private final Arrivals arrivals;
    private final Heartbeats heartbeats;
    private final Settings.Uploads limits;
    private final int backlog;

    Receiving(
            Uploads uploads,
            ServedArtifacts artifacts,
            ArtifactStore store,
            AnalysisJobs jobs,
            ServedCases cases,
            Arrivals arrivals,
            Heartbeats heartbeats,
            Settings settings) {
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.store = store;
        this.jobs = jobs;
        this.cases = cases;
        this.arrivals = arrivals;
        this.heartbeats = heartbeats;
        this.limits = settings.upload();
        this.backlog = settings.analysis().backlog();
    }

    /** Reserves room; {@code bytes} may be {@link Upload#UNKNOWN}. */
    Upload reserve(ServedCase kept, String name, long bytes, boolean resumable, @Nullable Once once) {
        if (bytes > limits.most().toBytes()) {
            throw UploadProblems.tooLarge(limits.most().toBytes());
        }
        if (cases.pendingCount() >= backlog) {
            throw Problems.overloaded();
        }
        var wish = new Uploads.Wish(kept.id(), kept.owner(), name, bytes, resumable);
        return switch (uploads.reserve(wish, limits.limits(), once)) {
            case Quota.Granted(var upload) -> upload;
            case Quota.Full(var used) ->
                throw UploadProblems.quota(used, limits.quota().toBytes());
            case Quota.TooMany() -> throw UploadProblems.tooMany(limits.artifacts());
            case Quota.Busy() -> throw UploadProblems.busy(limits.atOnce());
            case Quota.Gone() -> throw UploadProblems.gone();
        };
    }

    /** Refuses what can be told to be too much before any of it is read, when it says only how many bytes there are at most. */
    void expect(ServedCase kept, long bytes) {
        if (cases.pendingCount() >= backlog) {
            throw Problems.overloaded();
        }
        long used = uploads.used(kept.owner());
        if (used + bytes > limits.quota().toBytes()) {
            throw UploadProblems.quota(used, limits.quota().toBytes());
        }
    }

    /**
     * What is handed in.
     *
     * @param bytes how many there will be; {@link Upload#UNKNOWN} when the client did not say
     */
    record Body(String name, long bytes, InputStream in) {}

    /**
     * Takes a whole body in; what came of one that breaks off is dropped. When the key of the request has come before, the
     * body is read all the same, as what was made counts as made by this request only when it has the same content.
     */
    Once.Made receive(ServedCase kept, Body body, SameName rule, @Nullable Once once) throws IOException {
        if (once != null && artifacts.isKnown(once)) {
            return again(body, once);
        }
        var upload = reserve(kept, body.name(), body.bytes(), false, null);
        boolean accepted = false;
        try (var heart = heartbeats.of(upload);
                var incoming = store.append(upload.id(), 0)) {
            come(body.in(), incoming, upload, heart);
            checkWhole(body, incoming.bytes());
            var made = accept(upload, incoming, rule, once, heart);
            accepted = true;
            return made;
        } finally {
            if (!accepted) {
                drop(upload);
            }
        }
    }

    /** @throws Once.ReusedException when what was made has another content, or is no artifact */
    private Once.Made again(Body body, Once once) throws IOException {
        var pace = new Pace(limits);
        var digest = Keys.sha256();
        var block = new byte[BLOCK];
        long bytes = 0;
        for (int n = body.in().read(block); n >= 0; n = body.in().read(block)) {
            bytes += n;
            digest.update(block, 0, n);
            if (bytes > limits.most().toBytes()) {
                throw UploadProblems.tooLarge(limits.most().toBytes());
            }
            if (pace.isTooSlow(bytes)) {
                throw UploadProblems.slow();
            }
        }
        checkWhole(body, bytes);
        var sha256 = HexFormat.of().formatHex(digest.digest());
        var made = artifacts.made(Keys.with(once, sha256)).orElseThrow(Once.ReusedException::new);
        return new Once.Made(made, false);
    }

    private static void checkWhole(Body body, long bytes) {
        if (body.bytes() != Upload.UNKNOWN && bytes < body.bytes()) {
            throw UploadProblems.cut(bytes, body.bytes());
        }
    }

    /**
     * Goes on with a resumable upload. What came of a body that breaks off is kept.
     *
     * @return the artifact when the upload is whole now, null when there is more to come
     */
    Once.@Nullable Made resume(Upload upload, long at, InputStream body) throws IOException {
        try (var heart = heartbeats.of(upload);
                var incoming = store.append(upload.id(), at)) {
            come(body, incoming, upload, heart);
            heart.check();
            return incoming.bytes() == upload.bytes() ? accept(upload, incoming, SameName.KEEP, null, heart) : null;
        }
    }

    void drop(Upload upload) throws IOException {
        store.drop(upload.id());
        uploads.abandon(upload);
    }

    private Once.Made accept(
            Upload upload, ArtifactStore.Incoming incoming, SameName rule, @Nullable Once once, Heart heart)
            throws IOException {
        var sha256 = incoming.seal();
        heart.check();
        var request = once == null ? null : Keys.with(once, sha256);
        var made = accept(upload, sha256, incoming.bytes(), rule, request);
        arrivals.accepted(incoming.bytes());
        jobs.wake();
        return made;
    }

    private Once.Made accept(Upload upload, String sha256, long bytes, SameName rule, @Nullable Once once) {
        try {
            return artifacts.accept(upload, sha256, bytes, rule, once);
        } catch (Upload.GoneException e) {
            throw UploadProblems.gone();
        }
    }

    private void come(InputStream body, ArtifactStore.Incoming incoming, Upload upload, Heart heart)
            throws IOException {
        long _ = arrivals.timed(() -> {
            copy(body, incoming, upload, heart);
            return incoming.bytes();
        });
    }

    private void copy(InputStream body, ArtifactStore.Incoming incoming, Upload upload, Heart heart)
            throws IOException {
        var pace = new Pace(limits);
        var block = new byte[BLOCK];
        long most = upload.bytes() == Upload.UNKNOWN ? limits.most().toBytes() : upload.bytes();
        long reserved = upload.reserved();
        long start = incoming.bytes();
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            long after = incoming.bytes() + n;
            if (after > most) {
                throw UploadProblems.tooLarge(most);
            }
            if (after > reserved) {
                reserved += extend(upload, reserved, after, most, heart);
            }
            UploadProblems.orNoSpace(block, n, (bytes, _, length) -> incoming.write(bytes, length));
            if (pace.isTooSlow(after - start)) {
                throw UploadProblems.slow();
            }
            heart.checkKnown();
        }
    }

    /** More than is needed now, so that it need not be asked for often; just what is needed where room is scarce. */
    private long extend(Upload upload, long reserved, long after, long most, Heart heart) {
        long needed = after - reserved;
        long step = Math.min(most - reserved, Math.clamp(reserved, LEAST_STEP, MOST_STEP));
        for (long wanted : new long[] {Math.max(step, needed), needed}) {
            if (uploads.extend(upload, wanted, limits.limits())) {
                return wanted;
            }
        }
        heart.check();
        throw UploadProblems.quota(uploads.used(upload.owner()), limits.quota().toBytes());
    }
}
