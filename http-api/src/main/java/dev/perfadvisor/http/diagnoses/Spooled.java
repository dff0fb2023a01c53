package dev.perfadvisor.http.diagnoses;

import dev.perfadvisor.http.analysis.Analyst.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import org.springframework.web.multipart.MultipartFile;

/** Files of a form, where another process can read them, until it is closed. */
record Spooled(Path directory, List<Piece> pieces) implements AutoCloseable {

    static Spooled of(List<MultipartFile> files) throws IOException {
        var spooled = new Spooled(Files.createTempDirectory("advisor-form"), new ArrayList<>());
        try {
            for (var file : files) {
                var name = file.getOriginalFilename();
                // Named by number: names of clients are no names of files.
                var place = spooled.directory.resolve(String.valueOf(spooled.pieces.size()));
                file.transferTo(place);
                spooled.pieces.add(new Piece(name == null || name.isEmpty() ? "unnamed" : name, place, ""));
            }
            return spooled;
        } catch (IOException e) {
            spooled.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }
}
