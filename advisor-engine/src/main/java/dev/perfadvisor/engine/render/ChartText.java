package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Track;
import dev.perfadvisor.engine.model.Chart.Tracks;
import dev.perfadvisor.engine.model.Figures;
import java.util.List;

/** Charts as lines of a terminal, for those that are no table. */
final class ChartText {

    private static final int LABEL = 34;
    private static final int MOST = 22;

    private ChartText() {}

    /** One line a track: name, bars, the largest value; no wider than {@code width}. */
    static List<String> lines(Tracks tracks, int width, boolean unicode) {
        int room = width - LABEL - MOST - 2;
        return tracks.tracks().stream().map(track -> line(track, room, unicode)).toList();
    }

    private static String line(Track track, int room, boolean unicode) {
        var most = "at most " + Figures.words(track.most(), track.unit());
        if (room < 12) {
            return track.label() + ", " + most;
        }
        var bars = Sparkline.of(track.values(), room, unicode);
        return ("%-" + LABEL + "s%-" + room + "s  %s").formatted(track.label(), bars, most);
    }
}
