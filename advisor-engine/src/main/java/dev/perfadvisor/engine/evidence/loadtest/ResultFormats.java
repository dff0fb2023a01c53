package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.LineBlocks.Cut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All formats that are read, in the order in which they are tried. A new one is a line here. */
final class ResultFormats {

    private static final String LOOK = "Hand in the whole file, as the load generator wrote it.";

    private static final List<ResultFormat> ALL = all();

    private ResultFormats() {}

    static Optional<ResultFormat> of(Beginning beginning) {
        return ALL.stream().filter(format -> format.recognises(beginning)).findFirst();
    }

    static Optional<ResultFormat> byId(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }

    private static List<ResultFormat> all() {
        var all = new ArrayList<ResultFormat>(List.of(
                new RecordFormat(
                        "k6-csv",
                        "k6",
                        begin -> begin.text().startsWith(K6CsvLine.HEADER),
                        () -> Csv.cut('m', K6CsvLine::isHeading),
                        K6CsvLine::new,
                        "not the columns that the first line names",
                        "Put the first line of the original file (" + K6CsvLine.HEADER + ",...) back on top."),
                new RecordFormat(
                        "k6-ndjson",
                        "k6",
                        begin -> begin.lines().stream().anyMatch(ResultFormats::isPoint),
                        () -> Cut.AFTER_ANY_LINE,
                        K6JsonLine::new,
                        "no line of k6's JSON output",
                        "Let k6 write points: k6 run --out json=result.json."),
                new RecordFormat(
                        "jmeter-csv",
                        "JMeter",
                        begin -> JtlColumns.named(begin.line()).isPresent()
                                || JtlColumns.guessed(begin.line()).isPresent(),
                        () -> Csv.cut('t', JtlLine::isHeading),
                        JtlLine::new,
                        "not the columns that the first line names",
                        LOOK),
                new RecordFormat(
                        "gatling-text",
                        "Gatling",
                        GatlingTextLine::begins,
                        () -> Cut.AFTER_ANY_LINE,
                        GatlingTextLine::new,
                        "no line of Gatling's simulation.log",
                        LOOK),
                new GatlingBinary(),
                new JtlXml()));
        all.addAll(TextSummaries.all());
        for (var format : SummaryFormat.values()) {
            all.add(new JsonSummary(
                    format.id(), json -> SummaryFormat.of(json).equals(Optional.of(format)), format::read));
        }
        all.addAll(JsonSummaries.all());
        all.addAll(SampleTables.all());
        all.addAll(LatencyList.all());
        return List.copyOf(all);
    }

    private static boolean isPoint(String line) {
        if (!line.startsWith("{") || !line.contains("\"metric\"") || !line.contains("\"data\"")) {
            return false;
        }
        var bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return new K6JsonLine(new Points("", "k6")).read(bytes, 0, bytes.length) == Records.Outcome.READ;
    }
}
