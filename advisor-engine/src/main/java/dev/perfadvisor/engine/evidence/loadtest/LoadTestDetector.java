package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Detector;
import dev.perfadvisor.engine.evidence.Head;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Recognises the results of k6: its JSON lines, its CSV and three kinds of summary. */
public final class LoadTestDetector implements Detector {

    static final String NDJSON = "k6-ndjson";
    static final String CSV = "k6-csv";

    /** A file that was cut out of a longer one begins within a line. */
    private static final int LINES_LOOKED_AT = 5;

    @Override
    public Optional<String> detect(Head head) {
        var text = head.text();
        if (text.startsWith(CsvLine.HEADER)) {
            return Optional.of(CSV);
        }
        if (head.lines().stream().limit(LINES_LOOKED_AT).anyMatch(LoadTestDetector::isPoint)) {
            return Optional.of(NDJSON);
        }
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return SummaryFormat.of(PartialJson.of(bytes, 0, bytes.length).root()).map(SummaryFormat::id);
    }

    private static boolean isPoint(String line) {
        if (!line.startsWith("{") || !line.contains("\"metric\"") || !line.contains("\"data\"")) {
            return false;
        }
        var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return new NdjsonLine("", new Points()).read(bytes, 0, bytes.length);
    }
}
