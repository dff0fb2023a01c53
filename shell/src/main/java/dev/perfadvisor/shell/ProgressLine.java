package dev.perfadvisor.shell;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * One line that says how much has been read, how fast, and how long the rest will take, or what else is waited for, from one
 * second on. Closing it takes the line away.
 */
public final class ProgressLine implements Progress, AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(1);
    private static final long PERIOD = 200;
    private static final String ERASE = "\r\u001B[K";
    private static final int MOST_NAME = 30;
    private static final int MOST_DOING = 60;

    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<String> latest = new AtomicReference<>("");
    private final AtomicReference<String> doing = new AtomicReference<>("");
    private final long start = System.nanoTime();
    private final long total;
    private final PrintStream err;
    private final Thread writer;
    private boolean drawn;

    private ProgressLine(PrintStream err, long total) {
        this.err = err;
        this.total = total;
        this.writer = Thread.ofPlatform().daemon().name("progress").unstarted(this::keepDrawing);
    }

    /**
     * A line on standard error, which must be a terminal.
     *
     * @param total bytes that will be read, 0 when that is not known
     */
    public static ProgressLine on(PrintStream err, long total) {
        var line = new ProgressLine(err, total);
        line.writer.start();
        return line;
    }

    /** Bytes of files and of what is below directories; 0 when one of them can not be looked at. */
    public static long sizeOf(List<Path> paths) {
        long size = 0;
        for (var path : paths) {
            try (var files = Files.walk(path)) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    size += Files.size(file);
                }
            } catch (IOException | UncheckedIOException e) {
                return 0;
            }
        }
        return size;
    }

    @Override
    public void read(String name, long count) {
        bytes.add(count);
        latest.set(name);
    }

    @Override
    public void doing(String what) {
        doing.set(what);
    }

    private void keepDrawing() {
        try {
            Thread.sleep(PATIENCE);
            while (true) {
                draw();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bytes.sum() > 0) {
            var name = latest.get();
            draw(text(bytes.sum(), total, seconds) + " (" + cut(name.substring(name.lastIndexOf('/') + 1), MOST_NAME)
                    + ")");
        } else if (!doing.get().isEmpty()) {
            draw(cut(doing.get(), MOST_DOING) + " " + Figures.seconds(Math.floor(seconds)));
        }
    }

    private void draw(String line) {
        err.print(ERASE + line);
        err.flush();
        drawn = true;
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length())).replaceAll("[^ -~]", "?");
    }

    /** {@code Read 120 MB of 480 MB, 60 MB/s, 6 s left}. */
    static String text(long read, long total, double seconds) {
        double rate = read / Math.max(seconds, 1e-3);
        var text = "Read " + Figures.bytes((double) read);
        if (total > 0 && total >= read) {
            text += " of " + Figures.bytes((double) total);
        }
        text += ", " + Figures.bytes(rate) + "/s";
        if (total > read && rate > 0) {
            text += ", " + Figures.seconds(Math.ceil((total - read) / rate)) + " left";
        }
        return text;
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (drawn) {
            err.print(ERASE);
            err.flush();
        }
    }
}
