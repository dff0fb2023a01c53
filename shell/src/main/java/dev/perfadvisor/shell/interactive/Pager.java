package dev.perfadvisor.shell.interactive;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * Shows long text a window at a time. What fits, or is only a little longer, is shown at once: whoever has typed on must
 * not lose keys for the sake of a few lines. A key that says nothing to the pager ends it and begins the next line.
 */
final class Pager {

    private static final int ENOUGH = -1;
    private static final int ESCAPE = 27;
    private static final String DOWN = "B";
    private static final String PAGE_DOWN = "6~";
    /** A window is as many times a little as this. */
    private static final int LITTLE = 4;
    /** How long, in milliseconds, the rest of a key that sends several characters may take. */
    private static final long REST_OF_A_KEY = 20;

    private static final int DELETE = 127;

    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows a text, and gives what was typed in place of a command of the pager; mostly nothing. */
    String show(String text) {
        var lines = text.lines().toList();
        int window = terminal.getHeight() - 1;
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (dumb || window < 4 || lines.size() <= window + window / LITTLE) {
            print(text);
            return "";
        }
        Attributes before = terminal.enterRawMode();
        // Ctrl-C is a key here like q; as a signal it would end the session.
        var keysOnly = new Attributes(terminal.getAttributes());
        keysOnly.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(keysOnly);
        try {
            return pages(lines, window);
        } finally {
            terminal.setAttributes(before);
        }
    }

    private String pages(List<String> lines, int window) {
        int shown = 0;
        int more = window;
        while (true) {
            boolean nearly = lines.size() - shown <= more + window / LITTLE && more > 1;
            int until = nearly ? lines.size() : Math.min(lines.size(), shown + more);
            lines.subList(shown, until).forEach(line -> print(line + "\r\n"));
            shown = until;
            if (shown == lines.size()) {
                return "";
            }
            int key = ask(shown, lines.size());
            more = wanted(key, lines.size(), Math.max(4, terminal.getHeight() - 1));
            if (more == ENOUGH) {
                print("(" + (lines.size() - shown) + " lines not shown)\r\n");
                return begun(key);
            }
        }
    }

    /** The key that is pressed at the end of a window. */
    private int ask(int shown, int all) {
        var prompt = "-- %d of %d lines -- Space: more, Enter: a line, >: all, q: enough".formatted(shown, all);
        print(prompt.substring(0, Math.min(prompt.length(), Math.max(10, terminal.getWidth() - 1))));
        int key = key();
        print("\r" + " ".repeat(Math.min(prompt.length(), Math.max(10, terminal.getWidth() - 1))) + "\r");
        return key;
    }

    /** How many lines more. */
    private int wanted(int key, int all, int window) {
        return switch (key) {
            case ' ' -> window;
            case '\r', '\n' -> 1;
            case '>' -> all;
            case ESCAPE -> arrow(window);
            default -> ENOUGH;
        };
    }

    /** The arrow down and the page down are heard; no other key that sends several characters can begin a line. */
    private int arrow(int window) {
        var rest = new StringBuilder();
        for (int c = soon(); c >= 0; c = soon()) {
            rest.append((char) c);
        }
        var keys = rest.toString();
        if (keys.endsWith(PAGE_DOWN)) {
            return window;
        }
        return keys.endsWith(DOWN) ? 1 : ENOUGH;
    }

    /** What a key that ended the pager is of the next line. A q that is pasted with more behind it is no command. */
    private String begun(int key) {
        boolean alone = (key == 'q' || key == 'Q') && isLast();
        return key < ' ' || key == DELETE || alone ? "" : Character.toString(key);
    }

    private boolean isLast() {
        try {
            return terminal.reader().peek(REST_OF_A_KEY) < ' ';
        } catch (IOException e) {
            return true;
        }
    }

    private int soon() {
        try {
            return terminal.reader().read(REST_OF_A_KEY);
        } catch (IOException e) {
            return NonBlockingReader.EOF;
        }
    }

    private int key() {
        try {
            return terminal.reader().read();
        } catch (IOException e) {
            return NonBlockingReader.EOF;
        }
    }

    private void print(String text) {
        terminal.writer().print(text);
        terminal.writer().flush();
    }
}
