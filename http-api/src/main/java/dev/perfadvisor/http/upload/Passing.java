package dev.perfadvisor.http.upload;

import dev.perfadvisor.engine.store.jdbc.Uploads;
import dev.perfadvisor.http.Problems;
import dev.perfadvisor.http.access.Caller;
import dev.perfadvisor.http.analysis.Analyst.Piece;
import dev.perfadvisor.http.settings.Settings;
import dev.perfadvisor.http.settings.WorkDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Evidence that is read once and not kept: it goes to the work directory as it comes in. As long as it is there it counts
 * against the quota of its owner, at this instance, and so do the requests that bring it against those at once.
 */
@Component
public class Passing {

    private static final String FILES = "files";
    private static final String PROBLEM = "problem";
    private static final int BLOCK = 1 << 16;
    private static final long LEAST_STEP = 1024 * 1024;
    private static final int MOST_WORDS = 1024 * 1024;

    private final Uploads uploads;
    private final WorkDirectory work;
    private final Settings.Uploads limits;
    private final Map<String, Share> shares = new HashMap<>();

    Passing(Uploads uploads, WorkDirectory work, Settings settings) {
        this.uploads = uploads;
        this.work = work;
        this.limits = settings.upload();
    }

    private record Share(int requests, long bytes) {

        static final Share NONE = new Share(0, 0);
    }

    /** Takes a form in: files of the name {@code files}, and words in a field {@code problem}. */
    public Passed take(Caller caller, HttpServletRequest request) throws IOException {
        var passed = enter(caller.owner());
        try {
            long expected = Math.max(0, request.getContentLengthLong() - Form.overhead(limits));
            passed.reserve(expected, expected);
            Form.read(request, limits, passed::take);
            return passed;
        } catch (IOException | RuntimeException e) {
            passed.close();
            throw e;
        }
    }

    private Passed enter(String owner) throws IOException {
        synchronized (shares) {
            var share = shares.getOrDefault(owner, Share.NONE);
            if (share.requests() >= limits.atOnce()) {
                throw UploadProblems.busy(limits.atOnce());
            }
            shares.put(owner, new Share(share.requests() + 1, share.bytes()));
        }
        return new Passed(owner);
    }

    /** Gives as much of what is wanted as there is room for, and at least what is needed. */
    private long add(String owner, long needed, long wanted) {
        synchronized (shares) {
            var share = shares.getOrDefault(owner, Share.NONE);
            long used = share.bytes() + uploads.used(owner);
            long room = limits.quota().toBytes() - used;
            if (needed > room) {
                throw UploadProblems.quota(used, limits.quota().toBytes());
            }
            long given = Math.min(room, wanted);
            shares.put(owner, new Share(share.requests(), share.bytes() + given));
            return given;
        }
    }

    private void leave(String owner, long bytes) {
        synchronized (shares) {
            var share = shares.getOrDefault(owner, Share.NONE);
            if (share.requests() <= 1) {
                shares.remove(owner);
            } else {
                shares.put(owner, new Share(share.requests() - 1, share.bytes() - bytes));
            }
        }
    }

    /** What one request brought, until it is closed. */
    public final class Passed implements AutoCloseable {

        private final String owner;
        private final List<Piece> pieces = new ArrayList<>();
        private Path directory = Path.of("");
        private String problem = "";
        private long reserved;
        private long bytes;

        private Passed(String owner) throws IOException {
            this.owner = owner;
            try {
                directory = Files.createTempDirectory(work.path(), "form");
            } catch (IOException e) {
                leave(owner, 0);
                throw e;
            }
        }

        /** The files, where another process can read them. */
        public List<Piece> pieces() {
            return List.copyOf(pieces);
        }

        /** The words, empty when there are none. */
        public String problem() {
            return problem;
        }

        private void reserve(long needed, long wanted) {
            reserved += add(owner, needed, wanted);
        }

        private void take(Form.Part part) throws IOException {
            if (part.isFileOf(FILES)) {
                file(part);
            } else if (part.fileName() == null && part.name().equals(PROBLEM)) {
                var words = part.body().readNBytes(MOST_WORDS + 1);
                if (words.length > MOST_WORDS) {
                    throw Form.tooLarge();
                }
                problem = new String(words, StandardCharsets.UTF_8);
            } else {
                throw Problems.unknownPart(part.name());
            }
        }

        private void file(Form.Part part) throws IOException {
            // Named by number: names of clients are no names of files.
            var place = directory.resolve(String.valueOf(pieces.size()));
            boolean isEmpty = copy(part.body(), place) == 0;
            var name = Names.clean(String.valueOf(part.fileName()));
            // A form in a browser sends a part without a name for a file that was not chosen.
            if (isEmpty && name.isEmpty()) {
                Files.delete(place);
            } else {
                pieces.add(new Piece(name.isEmpty() ? "unnamed" : name, place, ""));
            }
        }

        private long copy(InputStream body, Path place) throws IOException {
            long size = 0;
            var block = new byte[BLOCK];
            try (var file = Files.newOutputStream(place)) {
                for (int n = body.read(block); n >= 0; n = body.read(block)) {
                    size += n;
                    bytes += n;
                    if (size > limits.most().toBytes()) {
                        throw Form.tooLarge();
                    }
                    if (bytes > reserved) {
                        reserve(bytes - reserved, Math.max(bytes - reserved, LEAST_STEP));
                    }
                    UploadProblems.orNoSpace(block, n, file::write);
                }
            }
            return size;
        }

        @Override
        public void close() throws IOException {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } finally {
                leave(owner, reserved);
            }
        }
    }
}
