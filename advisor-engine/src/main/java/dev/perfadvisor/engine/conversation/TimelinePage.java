package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Block;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Document.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** The shared timeline of all evidence as sparklines, one row a series; all rows span the same time. */
public final class TimelinePage {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    /** Columns beside the sparkline: name, peak, and the space between. */
    private static final int BESIDE = 48;

    private static final int LEAST = 16;
    private static final int MOST = 120;

    private TimelinePage() {}

    /** The page for a window of some columns; without evidence it says so. */
    public static Document of(Case current, int columns) {
        var timeline = current.evidence().timeline();
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (var name : timeline.names()) {
            var values = timeline.values(name);
            from = Math.min(from, values.firstKey());
            to = Math.max(to, values.lastKey());
        }
        var blocks = new ArrayList<Block>();
        if (from > to) {
            blocks.add(new Paragraph(
                    "There is no timeline: attach a recording, a log, or the points of a load test. A case that"
                            + " was opened again keeps its facts and not its seconds."));
            return new Document("Timeline", blocks);
        }
        int width = Math.clamp(Math.min(columns - (long) BESIDE, to - from + 1), LEAST, MOST);
        blocks.add(new Paragraph("From %s to %s, %s a column; each row is scaled to its own peak."
                .formatted(
                        Instant.ofEpochSecond(from),
                        Instant.ofEpochSecond(to),
                        Figures.seconds(Math.rint(10.0 * (to - from + 1) / width) / 10))));
        blocks.add(new Table(
                List.of("Series", "Over time", "Peak per second"), rows(timeline, from, to, width), List.of(2)));
        return new Document("Timeline", List.copyOf(blocks));
    }

    private static List<List<String>> rows(Timeline timeline, long from, long to, int width) {
        var rows = new ArrayList<List<String>>();
        for (var name : timeline.names()) {
            var values = timeline.values(name);
            long peak =
                    values.values().stream().mapToLong(Long::longValue).max().orElse(0);
            rows.add(List.of(name, line(values, from, to, width), amount(name, peak)));
        }
        return rows;
    }

    /** The largest second of each column, as a bar; the lowest one is nothing at all. */
    private static String line(SortedMap<Long, Long> values, long from, long to, int width) {
        long[] columns = new long[width];
        long span = to - from + 1;
        values.forEach((second, amount) -> {
            int column = (int) ((second - from) * width / span);
            columns[column] = Math.max(columns[column], amount);
        });
        long peak = 0;
        for (long column : columns) {
            peak = Math.max(peak, column);
        }
        var line = new StringBuilder();
        for (long column : columns) {
            line.append(BARS.charAt(column == 0 ? 0 : 1 + (int) Math.min(6, column * 7.0 / (peak + 1))));
        }
        return line.toString();
    }

    /** {@code gc.pauseNanos} is in nanoseconds, {@code load.bytes} in bytes; what remains is counted. */
    private static String amount(String name, long peak) {
        if (name.endsWith("Nanos")) {
            return Figures.seconds(peak / 1e9);
        }
        return name.endsWith("ytes") ? Figures.bytes((double) peak) : String.valueOf(peak);
    }
}
