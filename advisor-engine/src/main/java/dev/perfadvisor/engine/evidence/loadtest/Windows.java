package dev.perfadvisor.engine.evidence.loadtest;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A test in windows of one second. When there would be more than {@value #MOST} of them (four hours), neighbours are
 * joined into windows of 2, 4, 8, ... seconds, each starting at a multiple of its width, so that the result depends
 * on what was added and not on the order.
 */
final class Windows {

    static final int MOST = 4 * 3600;

    private TreeMap<Long, Window> windows = new TreeMap<>();
    private long width = 1;
    private long lastKey;
    private @Nullable Window last;

    /** The window of a second since the epoch. */
    Window at(long second) {
        long key = Math.floorDiv(second, width);
        if (last != null && key == lastKey) {
            return last;
        }
        windows.computeIfAbsent(key, _ -> new Window());
        while (windows.size() > MOST) {
            widen(width * 2);
        }
        lastKey = Math.floorDiv(second, width);
        var found = windows.computeIfAbsent(lastKey, _ -> new Window());
        last = found;
        return found;
    }

    void merge(Windows other) {
        if (other.width > width) {
            widen(other.width);
        }
        long times = width / other.width;
        other.windows.forEach((key, window) -> windows.computeIfAbsent(Math.floorDiv(key, times), _ -> new Window())
                .merge(window));
        while (windows.size() > MOST) {
            widen(width * 2);
        }
        last = null;
    }

    /** Length of a window in seconds. */
    long width() {
        return width;
    }

    /** By number of the window, which starts at that many widths since the epoch. */
    SortedMap<Long, Window> all() {
        return Collections.unmodifiableSortedMap(windows);
    }

    private void widen(long newWidth) {
        long times = newWidth / width;
        var wider = new TreeMap<Long, Window>();
        windows.forEach((key, window) -> wider.computeIfAbsent(Math.floorDiv(key, times), _ -> new Window())
                .merge(window));
        windows = wider;
        width = newWidth;
        last = null;
    }
}
