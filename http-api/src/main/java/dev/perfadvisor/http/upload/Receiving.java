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
import dev.perfadvisor.http.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
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
    /** How often an upload says that it goes on. */
    private static final long TOUCH_NANOS = 10_000_000_000L;

    private final Uploads uploads;
    private final ServedArtifacts artifacts;
    private final ArtifactStore store;
    private final AnalysisJobs jobs;
    private final ServedCases cases;
    private final Arrivals arrivals;
    private final Settings.Uploads limits;
    private final int backlog;

    Receiving(
            Uploads uploads,
            ServedArtifacts artifacts,
            ArtifactStore store,
            AnalysisJobs jobs,
            ServedCases cases,
            Arrivals arrivals,
            Settings settings) {
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.store = store;
        this.jobs = jobs;
        this.cases = cases;
        this.arrivals = arrivals;
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
        };
    }

    /** Refuses what can be told to be too much before any of it is read: a form, whose files do not say how large they are. */
    private void expect(ServedCase kept, long bytes) {
        if (cases.pendingCount() >= backlog) {
            throw Problems.overloaded();
        }
        long used = uploads.used(kept.owner());
        if (used + bytes - Form.overhead(limits) > limits.quota().toBytes()) {
            throw UploadProblems.quota(used, limits.quota().toBytes());
        }
    }

    /** Takes the files of a form in, of which each is an artifact. */
    List<Once.Made> receive(ServedCase kept, HttpServletRequest request, String files) throws IOException {
        expect(kept, request.getContentLengthLong());
        var made = new ArrayList<Once.Made>();
        Form.read(request, limits, part -> {
            if (!part.isFileOf(files)) {
                throw UploadProblems.part(part.name());
            }
            var name = Names.clean(String.valueOf(part.fileName()));
            if (name.isEmpty()) {
                throw UploadProblems.name();
            }
            made.add(receive(kept, name, Upload.UNKNOWN, part.body(), SameName.KEEP, null));
        });
        return made;
    }

    /** Takes a whole body in; what came of one that breaks off is dropped. */
    Once.Made receive(ServedCase kept, String name, long bytes, InputStream body, SameName rule, @Nullable Once once)
            throws IOException {
        var upload = reserve(kept, name, bytes, false, null);
        boolean accepted = false;
        try (var incoming = store.append(upload.id(), 0)) {
            come(body, incoming, upload);
            if (bytes != Upload.UNKNOWN && incoming.bytes() < bytes) {
                throw UploadProblems.cut(incoming.bytes(), bytes);
            }
            var made = accept(upload, incoming, rule, once);
            accepted = true;
            return made;
        } finally {
            if (!accepted) {
                drop(upload);
            }
        }
    }

    /**
     * Goes on with a resumable upload. What came of a body that breaks off is kept.
     *
     * @return the artifact when the upload is whole now, null when there is more to come
     */
    Once.@Nullable Made resume(Upload upload, long at, InputStream body) throws IOException {
        try (var incoming = store.append(upload.id(), at)) {
            come(body, incoming, upload);
            uploads.touch(upload);
            return incoming.bytes() == upload.bytes() ? accept(upload, incoming, SameName.KEEP, null) : null;
        }
    }

    void drop(Upload upload) throws IOException {
        store.drop(upload.id());
        uploads.abandon(upload);
    }

    private Once.Made accept(Upload upload, ArtifactStore.Incoming incoming, SameName rule, @Nullable Once once)
            throws IOException {
        var sha256 = incoming.seal();
        touch(upload);
        var made = accept(upload, sha256, incoming.bytes(), rule, once);
        arrivals.accepted(incoming.bytes());
        jobs.schedule(upload.caseId());
        return made;
    }

    private Once.Made accept(Upload upload, String sha256, long bytes, SameName rule, @Nullable Once once) {
        try {
            return artifacts.accept(upload, sha256, bytes, rule, once);
        } catch (Upload.GoneException e) {
            throw UploadProblems.gone();
        }
    }

    private void touch(Upload upload) {
        if (!uploads.touch(upload)) {
            throw UploadProblems.gone();
        }
    }

    private void come(InputStream body, ArtifactStore.Incoming incoming, Upload upload) throws IOException {
        long _ = arrivals.timed(() -> {
            copy(body, incoming, upload);
            return incoming.bytes();
        });
    }

    private void copy(InputStream body, ArtifactStore.Incoming incoming, Upload upload) throws IOException {
        var pace = new Pace(limits);
        var block = new byte[BLOCK];
        long most = upload.bytes() == Upload.UNKNOWN ? limits.most().toBytes() : upload.bytes();
        long reserved = upload.reserved();
        long start = incoming.bytes();
        long touched = System.nanoTime();
        for (int n = body.read(block); n >= 0; n = body.read(block)) {
            long after = incoming.bytes() + n;
            if (after > most) {
                throw UploadProblems.tooLarge(most);
            }
            if (after > reserved) {
                reserved += extend(upload, reserved, after, most);
            }
            UploadProblems.orNoSpace(block, n, (bytes, _, length) -> incoming.write(bytes, length));
            if (pace.isTooSlow(after - start)) {
                throw UploadProblems.slow();
            }
            if (System.nanoTime() - touched > TOUCH_NANOS) {
                touched = System.nanoTime();
                touch(upload);
            }
        }
    }

    /** More than is needed now, so that it need not be asked for often; just what is needed where room is scarce. */
    private long extend(Upload upload, long reserved, long after, long most) {
        long needed = after - reserved;
        long step = Math.min(most - reserved, Math.clamp(reserved, LEAST_STEP, MOST_STEP));
        for (long wanted : new long[] {Math.max(step, needed), needed}) {
            if (uploads.extend(upload, wanted, limits.limits())) {
                return wanted;
            }
        }
        throw UploadProblems.quota(uploads.used(upload.owner()), limits.quota().toBytes());
    }
}
