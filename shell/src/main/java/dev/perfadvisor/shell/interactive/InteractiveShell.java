package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.Dialogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.shell.core.command.CommandRegistry;

/** The session at a terminal. */
public final class InteractiveShell {

    private InteractiveShell() {}

    /** Runs at the terminal of this process until the user leaves. */
    public static Exit run(Surroundings surroundings) {
        return run(surroundings, () -> terminal(surroundings));
    }

    static Exit run(Surroundings surroundings, Supplier<Terminal> terminal) {
        // Rules are compiled while the user reads the banner and types.
        var advisor = CompletableFuture.supplyAsync(() -> new Advisor(List.of()));
        // Beans are registered by hand: scanning and proxies would only delay the prompt.
        try (var context = new GenericApplicationContext()) {
            context.registerBean(Conversation.class, () -> new Conversation(new Dialogue(advisor::join)));
            context.registerBean(Terminal.class, terminal);
            context.registerBean(
                    LineReader.class,
                    () -> lines(context.getBean(Terminal.class), context.getBean(Conversation.class), surroundings));
            context.registerBean(
                    CommandRegistry.class,
                    () -> new CommandRegistry(SessionCommand.all(
                            context.getBean(Conversation.class),
                            () -> style(context.getBean(Terminal.class), surroundings))));
            context.registerBean(
                    SessionRunner.class,
                    () -> new SessionRunner(
                            context.getBean(LineReader.class),
                            context.getBean(CommandRegistry.class),
                            context.getBean(Conversation.class),
                            surroundings));
            context.refresh();
            context.getBean(SessionRunner.class).run(new String[0]);
        }
        return Exit.DONE;
    }

    private static Terminal terminal(Surroundings surroundings) {
        try {
            return TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .encoding(surroundings.utf8() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LineReader lines(Terminal terminal, Conversation conversation, Surroundings surroundings) {
        var lines = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("performance-advisor")
                .completer(new LineCompleter(conversation))
                // An exclamation mark is one, not a reference to an earlier line.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
        history(surroundings).ifPresent(file -> lines.variable(LineReader.HISTORY_FILE, file));
        return lines.build();
    }

    /** Where lines are kept over sessions; nowhere when no directory can be made for them. */
    private static Optional<Path> history(Surroundings surroundings) {
        var home = surroundings.env().getOrDefault("HOME", "");
        var state = surroundings.env().getOrDefault("XDG_STATE_HOME", "");
        if (state.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        var base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
        try {
            return Optional.of(
                    Files.createDirectories(base.resolve("performance-advisor")).resolve("history"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Style style(Terminal terminal, Surroundings surroundings) {
        var style = surroundings.style();
        int width = terminal.getWidth() > 0 ? terminal.getWidth() : style.width();
        return new Style(width, style.colour(), style.unicode(), false);
    }
}
