import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the lines of a file, the least that a reader of logs does. */
final class Newlines {

    private Newlines() {}

    public static void main(String[] args) throws IOException {
        var buffer = new byte[1 << 18];
        long lines = 0;
        try (var in = Files.newInputStream(Path.of(args[0]))) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        System.out.println(lines);
    }
}
