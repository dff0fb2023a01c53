import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Copies labelled cases with recordings that are a piece of the whole, from its middle: {@code java Shorten.java SECONDS FROM
 * TO}. Settings, flags and what else is told at the start of a recording stay in it.
 */
final class Shorten {

    private Shorten() {}

    public static void main(String... args) throws IOException {
        var length = Duration.ofSeconds(Long.parseLong(args[0]));
        var from = Path.of(args[1]);
        var to = Path.of(args[2]);
        try (var cases = Files.list(from)) {
            for (var one : cases.filter(dir -> Files.exists(dir.resolve("truth.json"))).sorted().toList()) {
                var copy = Files.createDirectories(to.resolve(one.getFileName()));
                try (var files = Files.list(one)) {
                    for (var file : files.toList()) {
                        var target = copy.resolve(file.getFileName());
                        Files.deleteIfExists(target);
                        if (file.toString().endsWith(".jfr")) {
                            shorten(file, target, length);
                        } else {
                            Files.createSymbolicLink(target, file.toAbsolutePath());
                        }
                    }
                }
            }
        }
    }

    private static void shorten(Path recording, Path to, Duration length) throws IOException {
        var events = RecordingFile.readAllEvents(recording);
        var first = events.stream().map(RecordedEvent::getStartTime).min(Comparator.naturalOrder()).orElseThrow();
        var last = events.stream().map(RecordedEvent::getEndTime).max(Comparator.naturalOrder()).orElseThrow();
        var middle = first.plus(Duration.between(first, last).dividedBy(2));
        var begin = middle.minus(length.dividedBy(2));
        var end = begin.plus(length);
        try (var file = new RecordingFile(recording)) {
            file.write(
                    to,
                    event -> told(event)
                            || (!event.getStartTime().isBefore(begin) && !event.getEndTime().isAfter(end)));
        }
    }

    /** Said once, at the start or at the end. */
    private static boolean told(RecordedEvent event) {
        var name = event.getEventType().getName();
        return name.equals("jdk.ActiveSetting")
                || name.equals("jdk.ActiveRecording")
                || name.equals("jdk.JVMInformation")
                || name.equals("jdk.OldObjectSample")
                || name.startsWith("jdk.Initial")
                || name.endsWith("Flag")
                || name.endsWith("Configuration")
                || name.endsWith("Information");
    }
}
