package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** The real session at a pseudo-terminal: keys go in, and what a terminal would receive comes out. */
final class Typed implements AutoCloseable {

    static final String ENTER = "\r";
    static final String TAB = "\t";
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal;
    private final CompletableFuture<Exit> session;
    private int seen;

    Typed(Path home, String type, int columns, int rows, boolean utf8) {
        this(home, type, columns, rows, utf8, Map.of());
    }

    /** With settings; where there are some, standard error is shown, too. */
    Typed(Path home, String type, int columns, int rows, boolean utf8, Map<String, String> settings) {
        try {
            terminal = new LineDisciplineTerminal("test", type, screen, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.setSize(new Size(columns, rows));
        var env = new HashMap<>(settings);
        env.putAll(Map.of("XDG_STATE_HOME", home.toString(), "XDG_DATA_HOME", home.toString(), "NO_COLOR", "1"));
        boolean shown = !settings.isEmpty();
        var surroundings = new Surroundings(
                InputStream.nullInputStream(),
                new PrintStream(screen, true, StandardCharsets.UTF_8),
                new PrintStream(shown ? screen : OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                env,
                shown ? List.of("in", "out") : List.of("in"),
                columns,
                utf8);
        // A thread of its own: the session waits for keys, and the common pool may have one thread only.
        session = CompletableFuture.supplyAsync(
                () -> InteractiveShell.run(surroundings, () -> terminal),
                work -> Thread.ofPlatform().daemon().start(work));
        awaits("advisor> ");
    }

    /** Types, without waiting. */
    void keys(String keys) {
        try {
            terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a line, and gives what was shown until the next prompt. */
    String line(String line) {
        keys(line + ENTER);
        return awaits("advisor> ");
    }

    /** What was shown since the last time, up to and with a text. */
    String awaits(String text) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE) {
            var all = screen.toString(StandardCharsets.UTF_8);
            int at = all.indexOf(text, seen);
            if (at >= 0) {
                var shown = all.substring(seen, at + text.length());
                seen = at + text.length();
                return shown;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("Not shown: " + text + "\n" + screen.toString(StandardCharsets.UTF_8));
    }

    /** Resizes the window, at the prompt: it is drawn again. */
    void resize(int columns, int rows) {
        terminal.setSize(new Size(columns, rows));
        terminal.raise(Signal.WINCH);
        awaits("advisor> ");
    }

    /** Without what moves the cursor and changes modes. */
    static String plain(String shown) {
        return shown.replaceAll("\u001B\\[[0-9;?]*[a-zA-Z]|\u001B[>=]", "");
    }

    /** Everything that the terminal has received. */
    String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    Exit leaves() {
        try {
            return session.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The session does not end\n" + screen(), e);
        }
    }

    @Override
    public void close() {
        if (!session.isDone()) {
            keys(CTRL_C);
            awaits("leaves.");
            awaits("advisor> ");
            keys(CTRL_D);
            leaves();
        }
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
