package dev.perfadvisor.engine.store.directory;

import dev.perfadvisor.engine.store.ArtifactStore;
import dev.perfadvisor.engine.store.Ids;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Contents in a directory: {@code incoming/<upload>} while they come in, {@code content/ab/cdef...} when they are whole.
 * Both are on one file system, so that a content appears as a whole or not at all.
 */
public final class DirectoryArtifactStore implements ArtifactStore {

    private static final Pattern UPLOAD = Pattern.compile(Ids.PATTERN);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path incoming;
    private final Path content;

    private DirectoryArtifactStore(Path incoming, Path content) {
        this.incoming = incoming;
        this.content = content;
    }

    /** The store in a directory, which is made when it is missing. */
    public static DirectoryArtifactStore in(Path directory) throws IOException {
        return new DirectoryArtifactStore(
                Files.createDirectories(directory.resolve("incoming")),
                Files.createDirectories(directory.resolve("content")));
    }

    @Override
    public long received(String upload) throws IOException {
        var file = incoming(upload);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    @Override
    public Incoming append(String upload, long at) throws IOException {
        return IncomingFile.open(incoming(upload), at);
    }

    /** It is on the file system already on which it is kept. */
    @Override
    public void bring(String upload, String sha256) {}

    @Override
    public void keep(String upload, String sha256) throws IOException {
        var whole = incoming(upload);
        var place = file(sha256);
        if (Files.exists(place)) {
            Files.deleteIfExists(whole);
            return;
        }
        var directory = content.resolve(sha256.substring(0, 2));
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            sync(content);
        }
        Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
        sync(directory);
    }

    @Override
    public List<String> silentSince(Instant time) throws IOException {
        var silent = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(incoming)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (UPLOAD.matcher(name).matches() && isSilent(file, time)) {
                    silent.add(name);
                }
            }
        }
        return silent;
    }

    private static boolean isSilent(Path file, Instant since) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(since);
        } catch (NoSuchFileException _) {
            // It became whole, or was dropped, a moment ago.
            return false;
        }
    }

    @Override
    public void drop(String upload) throws IOException {
        Files.deleteIfExists(incoming(upload));
    }

    @Override
    public Path file(String sha256) {
        checkForm(SHA256, sha256);
        return content.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    @Override
    public void remove(String sha256) throws IOException {
        Files.deleteIfExists(file(sha256));
    }

    /** Nothing is kept elsewhere. */
    @Override
    public void tidy(Predicate<String> needed) {}

    @Override
    public void check() throws IOException {
        if (!Files.isWritable(incoming) || !Files.isWritable(content)) {
            throw new IOException("The directory " + content + " can not be written to.");
        }
    }

    /** The contents that are here, by their SHA-256. */
    public List<String> contents() throws IOException {
        try (var files = Files.walk(content, 2)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> content.relativize(file).toString().replaceAll("[^0-9a-f]", ""))
                    .toList();
        }
    }

    /** The file of an upload, whose name may be one of no upload yet. */
    public Path incoming(String upload) {
        checkForm(UPLOAD, upload);
        return incoming.resolve(upload);
    }

    /** Ids become names of files: one that is none would be a mistake, or somebody's attempt. */
    private static void checkForm(Pattern form, String id) {
        if (!form.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no id");
        }
    }

    /** A new name is on disk when its directory is. */
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
