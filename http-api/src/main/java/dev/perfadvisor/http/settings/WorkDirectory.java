package dev.perfadvisor.http.settings;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * Where this process has files that it does not keep, such as those of evidence that is being read: a directory of its own,
 * held by a lock as long as the process lives. By that, the next one tells what a kill has left behind, and removes it.
 */
public final class WorkDirectory implements AutoCloseable {

    private static final String LOCK = "lock";

    /** Of this process, which can not ask for its own locks. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Path directory;
    private final FileChannel held;

    private WorkDirectory(Path directory, FileChannel held) {
        this.directory = directory;
        this.held = held;
    }

    /** One more in a directory, from which those of processes that are dead are removed. */
    public static WorkDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent);
        synchronized (OURS) {
            try (var all = open(parent)) {
                var _ = all.lock();
                for (var one : directories(parent)) {
                    removeIfLeft(one);
                }
                var directory = Files.createTempDirectory(parent, "");
                var held = open(directory);
                var _ = held.lock();
                OURS.add(directory);
                return new WorkDirectory(directory, held);
            }
        }
    }

    private static FileChannel open(Path directory) throws IOException {
        return FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static List<Path> directories(Path parent) throws IOException {
        try (var files = Files.list(parent)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private static void removeIfLeft(Path directory) throws IOException {
        if (OURS.contains(directory)) {
            return;
        }
        try (var lock = open(directory)) {
            if (lock.tryLock() != null) {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    /** It is there until this is closed. */
    public Path path() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        synchronized (OURS) {
            FileSystemUtils.deleteRecursively(directory);
            held.close();
            OURS.remove(directory);
        }
    }
}
