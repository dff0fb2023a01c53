package dev.perfadvisor.shell.interactive;

import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Shows long text a window at a time; what fits is shown at once. */
final class Pager {

    private static final int ENOUGH = -1;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;

    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(String text) {
        var lines = text.lines().toList();
        int window = terminal.getHeight() - 1;
        boolean dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        if (dumb || window < 4 || lines.size() <= window) {
            print(text);
            return;
        }
        Attributes before = terminal.enterRawMode();
        // Ctrl-C is a key here like q; as a signal it would end the session.
        var keysOnly = new Attributes(terminal.getAttributes());
        keysOnly.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(keysOnly);
        try {
            pages(lines, window);
        } finally {
            terminal.setAttributes(before);
        }
    }

    private void pages(List<String> lines, int window) {
        int shown = 0;
        int more = window;
        while (shown < lines.size()) {
            int until = Math.min(lines.size(), shown + more);
            lines.subList(shown, until).forEach(line -> print(line + "\r\n"));
            shown = until;
            if (shown == lines.size()) {
                return;
            }
            more = ask(shown, lines.size(), Math.max(4, terminal.getHeight() - 1));
            if (more == ENOUGH) {
                print("(" + (lines.size() - shown) + " lines not shown)\r\n");
                return;
            }
        }
    }

    /** How many lines more. */
    private int ask(int shown, int all, int window) {
        var prompt = "-- %d of %d lines -- Space: more, Enter: a line, a: all, q: enough".formatted(shown, all);
        print(prompt.substring(0, Math.min(prompt.length(), Math.max(10, terminal.getWidth() - 1))));
        int key = key();
        print("\r" + " ".repeat(Math.min(prompt.length(), Math.max(10, terminal.getWidth() - 1))) + "\r");
        return switch (key) {
            case '\r', '\n', 'j' -> 1;
            case 'a', 'G' -> all;
            case 'q', 'Q', CTRL_C, CTRL_D, NonBlockingReader.EOF -> ENOUGH;
            default -> window;
        };
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
