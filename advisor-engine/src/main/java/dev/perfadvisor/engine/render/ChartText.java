package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Chart.Track;

/** Charts as lines of a terminal, for those that are no table. */
final class ChartText {

    private static final int LABEL = 34;
    private static final int AMOUNT = 24;
    private static final int LEAST_BARS = 12;

    private ChartText() {}

    /** Name, bars and the largest value side by side; empty when the width is too small for that. */
    static String line(Track track, String label, int width, boolean unicode) {
        int room = width - LABEL - AMOUNT - 2;
        var most = most(track);
        if (room < LEAST_BARS || most.length() > AMOUNT || Wrap.width(label) >= LABEL || !isOneLine(label)) {
            return "";
        }
        var bars = Sparkline.of(track.values(), room, unicode);
        return label + " ".repeat(LABEL - Wrap.width(label)) + bars + " ".repeat(room - bars.length() + 2) + most;
    }

    private static boolean isOneLine(String label) {
        return label.chars().noneMatch(c -> c < ' ');
    }

    static String most(Track track) {
        return "at most " + ChartTables.amount(track.most(), track.unit());
    }
}
