import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import jdk.jfr.consumer.RecordingFile;

/** The least that a reader built on the JDK's own does: it goes over all events and counts them by type. */
final class CountEvents {

    private CountEvents() {}

    public static void main(String[] args) throws IOException {
        var counts = new HashMap<String, Long>();
        try (var file = new RecordingFile(Path.of(args[0]))) {
            while (file.hasMoreEvents()) {
                counts.merge(file.readEvent().getEventType().getName(), 1L, Long::sum);
            }
        }
        System.out.println(counts);
    }
}
