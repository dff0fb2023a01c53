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

    private static final long LONGEST_PAUSE = 60;

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

    /** Users at work by number of the window, as far as known: their mean, or how many there are at its end. */
    SortedMap<Long, Double> users() {
        var users = new TreeMap<Long, Double>();
        boolean changes = windows.values().stream().anyMatch(window -> window.usersChange != 0);
        long now = 0;
        for (var entry : windows.entrySet()) {
            var window = entry.getValue();
            now += window.usersChange;
            if (window.usersPoints > 0) {
                users.put(entry.getKey(), (double) window.usersSum / window.usersPoints);
            } else if (changes) {
                users.put(entry.getKey(), (double) now);
            }
        }
        return users;
    }

    /**
     * Number of windows from the first to the last. In gaps of over a minute there was no test: k6 writes its users every second, so
     * these part files of several runs, or a damaged time from the others.
     */
    long span() {
        long span = 0;
        Long before = null;
        for (var key : windows.keySet()) {
            span += before == null ? 1 : distance(before, key);
            before = key;
        }
        return span;
    }

    /** How many windows one is after another, where a gap counts as one step. */
    long distance(long before, long after) {
        return (after - before) * width > LONGEST_PAUSE ? 1 : after - before;
    }

    /** Seconds in gaps. */
    long paused() {
        long all = windows.isEmpty() ? 0 : windows.lastKey() - windows.firstKey() + 1;
        return (all - span()) * width;
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
