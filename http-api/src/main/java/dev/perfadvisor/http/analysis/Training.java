package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.render.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** Reads the files of directories, so that the launcher can keep what this process has loaded for the next {@link Worker}. */
public final class Training {

    private Training() {}

    /** Takes directories of evidence, if there are any. */
    public static void main(String[] args) throws IOException {
        var directory = Files.createTempDirectory("advisor-training");
        try {
            var request = directory.resolve("request.json");
            var result = directory.resolve("result.json").toString();
            for (var evidence : args) {
                try (var files = Files.list(Path.of(evidence))) {
                    Files.writeString(
                            request,
                            Json.write(files.filter(Files::isRegularFile)
                                    .map(file ->
                                            Map.of("name", String.valueOf(file.getFileName()), "file", file.toString()))
                                    .toList()));
                }
                for (var work : Worker.Work.values()) {
                    Worker.work(work.name(), request.toString(), result);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
