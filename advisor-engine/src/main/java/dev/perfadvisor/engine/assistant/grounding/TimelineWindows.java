package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Overview;
import dev.perfadvisor.engine.model.Result;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Amounts over time between two instants: {@code gc@2026-11-22T08:42:50Z..2026-11-22T08:43:04Z}. They are those that are
 * drawn, so that they are there as long as the case is, with and without its evidence.
 */
final class TimelineWindows {

    private final @Nullable Tracks tracks;

    TimelineWindows(@Nullable Result result) {
        var overview = result == null ? null : result.facts().root(Overview.ROOT, Overview.class);
        this.tracks = overview == null ? null : overview.tracks();
    }

    /** Every series over its whole span. */
    List<Citable> all() {
        var axis = tracks;
        if (axis == null) {
            return List.of();
        }
        return axis.tracks().stream()
                .map(track -> item(axis, track, 0, track.values().size()))
                .toList();
    }

    /** A window, widened to the steps in which it begins and ends. */
    Optional<Citable> find(String window) {
        var axis = tracks;
        int at = window.lastIndexOf('@');
        int dots = window.indexOf("..", at);
        if (axis == null || at < 0 || dots < 0) {
            return Optional.empty();
        }
        try {
            var from = Instant.parse(window.substring(at + 1, dots));
            var to = Instant.parse(window.substring(dots + 2));
            return axis.tracks().stream()
                    .filter(track -> track.id().equals(window.substring(0, at)))
                    .findFirst()
                    .flatMap(track -> item(axis, track, from, to));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Citable> item(Tracks axis, Track track, Instant from, Instant to) {
        long begin = axis.from().getEpochSecond();
        long step = axis.step().toSeconds();
        long first = Math.max(0, Math.floorDiv(from.getEpochSecond() - begin, step));
        long end = Math.min(track.values().size(), Math.ceilDiv(to.getEpochSecond() - begin, step));
        return first < end ? Optional.of(item(axis, track, (int) first, (int) end)) : Optional.empty();
    }

    private static Citable item(Tracks axis, Track track, int first, int end) {
        var from = at(axis, first);
        var to = at(axis, end);
        var span = track.label() + " from " + from + " to " + to;
        var known = 0;
        var highest = first;
        var lowest = first;
        for (int step = first; step < end; step++) {
            if (track.values().get(step) != null) {
                known++;
                highest = isMore(track, step, highest) ? step : highest;
                lowest = isMore(track, lowest, step) || track.values().get(lowest) == null ? step : lowest;
            }
        }
        var sentences = new ArrayList<String>();
        var steps = Figures.seconds((double) axis.step().toSeconds());
        if (known > 0) {
            sentences.add(span + " is highest with " + amount(track, highest) + " in the " + steps + " from "
                    + at(axis, highest) + ".");
            sentences.add(span + " is lowest with " + amount(track, lowest) + " in the " + steps + " from "
                    + at(axis, lowest) + ".");
        }
        if (known < end - first) {
            sentences.add(span + " is not known in " + (end - first - known) + " of " + (end - first) + " steps of "
                    + steps + ".");
        }
        return new Citable(
                "timeline:" + track.id() + "@" + from + ".." + to,
                "timeline",
                Subject.of(track.label()),
                sentences,
                List.of(),
                List.of());
    }

    private static boolean isMore(Track track, int step, int other) {
        var value = track.values().get(step);
        var before = track.values().get(other);
        return value != null && (before == null || value > before);
    }

    private static Instant at(Tracks axis, int step) {
        return axis.from().plus(axis.step().multipliedBy(step));
    }

    /** {@code threads} and {@code statements} are counted; other units are those of facts. */
    private static String amount(Track track, int step) {
        var value = Figures.words(track.values().get(step), track.unit());
        boolean counted = track.unit().equals("threads") || track.unit().equals("statements");
        return counted ? value + " " + track.unit() : value;
    }
}
