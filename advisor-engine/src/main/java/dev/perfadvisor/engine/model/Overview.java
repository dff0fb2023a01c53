package dev.perfadvisor.engine.model;

import dev.perfadvisor.engine.model.Chart.Flame;
import dev.perfadvisor.engine.model.Chart.Tracks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went on, to be looked at. Nothing is judged by it: it holds the figures of the pictures, so that they can be drawn
 * when the evidence itself is gone.
 *
 * @param tracks all evidence on one axis of time; null when none has times
 * @param flames where CPU time, memory and waits for locks go, by paths of calls
 */
public record Overview(@Nullable Tracks tracks, List<Flame> flames) implements Charted {

    /** Name of these facts. */
    public static final String ROOT = "overview";

    /** Whether there is nothing to look at. */
    public boolean isEmpty() {
        return tracks == null && flames.isEmpty();
    }

    @Override
    public List<Exhibit> exhibits() {
        var exhibits = new ArrayList<Exhibit>();
        if (tracks != null) {
            exhibits.add(new Exhibit("timeline", "All evidence on one axis", caption(tracks), tracks));
        }
        for (var flame : flames) {
            exhibits.add(new Exhibit(
                    "flame-" + flame.measure(),
                    title(flame.measure()),
                    "Width is the share of " + Figures.weight(flame.total(), flame.unit())
                            + "; callers are above what they call. Calls under 0.5 % are not drawn, and where calls only"
                            + " hand on, they are one bar.",
                    flame));
        }
        return exhibits;
    }

    /** What a flame graph shows. */
    public static String title(String measure) {
        return switch (measure) {
            case "cpu" -> "Where CPU time goes";
            case "allocation" -> "Where memory is allocated";
            case "lock" -> "Where threads wait for locks";
            default -> "Flame graph of " + measure;
        };
    }

    /** {@code Times are UTC, 2026-11-22; a step is 1 s; beside each is its highest value.} */
    private static String caption(Tracks tracks) {
        int steps = tracks.tracks().stream()
                .mapToInt(track -> track.values().size())
                .max()
                .orElse(1);
        var first = date(tracks.from());
        var last = date(tracks.from().plus(tracks.step().multipliedBy(steps - 1)));
        return "Times are UTC, " + first + (first.equals(last) ? "" : " to " + last) + "; a step is "
                + Figures.seconds(tracks.step().toMillis() / 1000.0)
                + "; beside each is its highest value"
                + (tracks.marked().isEmpty() ? "." : "; marked: " + tracks.mark() + ".");
    }

    private static String date(Instant at) {
        return at.toString().substring(0, 10);
    }
}
