package dev.perfadvisor.shell;

import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Progress;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** One line that says how much has been read, from one second on. Closing it takes the line away. */
public final class ProgressLine implements Progress, AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(1);
    private static final long PERIOD = 200;
    private static final String ERASE = "\r\u001B[K";

    private final LongAdder bytes = new LongAdder();
    private final AtomicReference<String> latest = new AtomicReference<>("");
    private final PrintStream err;
    private final Thread writer;
    private boolean drawn;

    private ProgressLine(PrintStream err) {
        this.err = err;
        this.writer = Thread.ofPlatform().daemon().name("progress").unstarted(this::keepDrawing);
    }

    /** A line on standard error, which must be a terminal. */
    public static ProgressLine on(PrintStream err) {
        var line = new ProgressLine(err);
        line.writer.start();
        return line;
    }

    @Override
    public void read(String name, long count) {
        bytes.add(count);
        latest.set(name);
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
        var name = latest.get();
        var file = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^ -~]", "?");
        err.print(ERASE + "Read " + Figures.bytes((double) bytes.sum()) + " ("
                + file.substring(0, Math.min(40, file.length())) + ")");
        err.flush();
        drawn = true;
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
