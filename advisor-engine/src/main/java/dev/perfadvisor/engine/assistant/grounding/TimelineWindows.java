package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Figures;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Series of the timeline between two seconds: {@code gc.pauseNanos@2026-11-22T08:42:50Z..2026-11-22T08:43:04Z}. */
final class TimelineWindows {

    private final Timeline timeline;

    TimelineWindows(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Every series over its whole span. */
    List<Citable> all() {
        var items = new ArrayList<Citable>();
        for (var name : timeline.names()) {
            var values = timeline.values(name);
            if (!values.isEmpty()) {
                items.add(item(name, values.firstKey(), values.lastKey() + 1));
            }
        }
        return items;
    }

    Optional<Citable> find(String window) {
        int at = window.lastIndexOf('@');
        int dots = window.indexOf("..", at);
        if (at < 0 || dots < 0 || !timeline.names().contains(window.substring(0, at))) {
            return Optional.empty();
        }
        try {
            long from = Instant.parse(window.substring(at + 1, dots)).getEpochSecond();
            long to = Instant.parse(window.substring(dots + 2)).getEpochSecond();
            return from < to ? Optional.of(item(window.substring(0, at), from, to)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Citable item(String name, long from, long to) {
        SortedMap<Long, Long> values = timeline.values(name).subMap(from, to);
        var span = name + " from " + Instant.ofEpochSecond(from) + " to " + Instant.ofEpochSecond(to);
        long sum = values.values().stream().mapToLong(Long::longValue).sum();
        var sentences = new ArrayList<String>();
        sentences.add(span + " adds up to " + amount(name, sum) + ".");
        values.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .ifPresent(peak -> sentences.add(span + " has its peak second at "
                        + Instant.ofEpochSecond(peak.getKey()) + " with " + amount(name, peak.getValue()) + "."));
        return new Citable(
                "timeline:" + name + "@" + Instant.ofEpochSecond(from) + ".." + Instant.ofEpochSecond(to),
                "timeline",
                Subject.NONE,
                sentences,
                List.of(),
                List.of());
    }

    /** {@code gc.pauseNanos} is in nanoseconds, {@code load.bytes} in bytes; what remains is counted. */
    private static String amount(String name, long amount) {
        if (name.endsWith("Nanos")) {
            return Figures.seconds(amount / 1e9);
        }
        return name.endsWith("ytes") ? Figures.bytes((double) amount) : String.valueOf(amount);
    }
}
