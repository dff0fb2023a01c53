package dev.perfadvisor.shell;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command runs in.
 *
 * @param in standard input
 * @param out the result, and nothing else
 * @param err progress and complaints
 * @param env environment variables
 * @param terminals which of {@code in}, {@code out} and {@code err} are a terminal
 * @param columns width of the terminal, 0 when unknown
 * @param utf8 whether the terminal shows characters beyond ASCII
 * @param listener hears how reading goes on, and may end it by an exception; null for whoever looks at {@code err}
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> env,
        List<String> terminals,
        int columns,
        boolean utf8,
        @Nullable Progress listener) {

    /** Where progress is drawn on {@code err}, if that is a terminal. */
    public Surroundings(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> env,
            List<String> terminals,
            int columns,
            boolean utf8) {
        this(in, out, err, env, terminals, columns, utf8, null);
    }

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final int USUAL_COLUMNS = 80;

    /** Those of this process. The launcher tells what only it can: which streams are a terminal, and how wide it is. */
    public static Surroundings ofProcess() {
        var told = System.getProperty("advisor.terminal");
        var terminals = told != null ? List.of(told.split(",")) : asConsole();
        var utf8 = System.getProperty(
                "advisor.utf8", String.valueOf("UTF-8".equalsIgnoreCase(System.getProperty("native.encoding"))));
        return new Surroundings(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                terminals,
                number(System.getProperty("advisor.columns", "")),
                Boolean.parseBoolean(utf8));
    }

    @SuppressWarnings("SystemConsoleNull") // Without the launcher a console says whether all streams are a terminal.
    private static List<String> asConsole() {
        var console = System.console();
        return console != null && console.isTerminal() ? List.of("in", "out", "err") : List.of();
    }

    /** JSON, Markdown and HTML are UTF-8 whatever the locale says; for the terminal the style keeps to ASCII. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static int number(String text) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    /** Directories of rules that are always added, as {@code ADVISOR_RULES_PACKS} lists them, with commas between. */
    public List<Path> rulePacks() {
        return Stream.of(env.getOrDefault("ADVISOR_RULES_PACKS", "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
    }

    public boolean isTerminal(String stream) {
        return terminals.contains(stream);
    }

    /** The same with a stream that counts as no terminal. */
    public Surroundings without(String stream) {
        var others = terminals.stream().filter(name -> !name.equals(stream)).toList();
        return new Surroundings(in, out, err, env, others, columns, utf8, listener);
    }

    /** How to draw on standard output. */
    public Style style() {
        boolean colour =
                isTerminal("out") && env.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(env.get("TERM"));
        return new Style(width(), colour, utf8, false);
    }

    private int width() {
        int said = number(env.getOrDefault("COLUMNS", ""));
        if (said > 0) {
            return said;
        }
        return columns > 0 ? columns : USUAL_COLUMNS;
    }

    /** One line for people, to {@code err}; control characters in names of files do not reach the terminal. */
    public void complain(String text) {
        var safe = new StringBuilder("advisor: ");
        Screen.safe(text)
                .codePoints()
                .forEach(c -> safe.appendCodePoint(Character.isISOControl(c) || (c > 127 && !utf8) ? '?' : c));
        err.println(safe);
    }
}
