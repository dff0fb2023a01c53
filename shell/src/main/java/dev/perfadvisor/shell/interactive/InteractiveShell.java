package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.UnusableRulesException;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Screen;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.oneshot.Door;
import dev.perfadvisor.shell.session.Desk;
import dev.perfadvisor.shell.session.ModelVoice;
import dev.perfadvisor.shell.session.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The session at a terminal. */
public final class InteractiveShell {

    private InteractiveShell() {}

    /** Runs at the terminal of this process until the user leaves. */
    public static Exit run(Surroundings surroundings) {
        return run(surroundings, () -> terminal(surroundings));
    }

    static Exit run(Surroundings surroundings, Supplier<Terminal> terminal) {
        var notices = Collections.synchronizedList(new ArrayList<String>());
        // Rules are compiled, and the store is opened, while the user reads the banner and types.
        var advisor = CompletableFuture.supplyAsync(() -> advisor(surroundings, notices));
        var cabinet = Cabinet.opening(surroundings, Clock.systemUTC(), notices::add);
        var voice = voice(surroundings, advisor::join, cabinet, notices);
        var desk = new Desk(advisor::join, cabinet::store, cabinet::shelf, new Door(surroundings), voice);
        // Beans are registered by hand: scanning and proxies would only delay the prompt.
        try (cabinet;
                var context = new GenericApplicationContext()) {
            context.registerBean(Terminal.class, terminal);
            context.registerBean(
                    Conversation.class,
                    () -> new Conversation(
                            desk,
                            () -> style(context.getBean(Terminal.class), surroundings)
                                    .width()));
            context.registerBean(
                    LineReader.class,
                    () -> lines(context.getBean(Terminal.class), context.getBean(Conversation.class), surroundings));
            context.registerBean(
                    SessionRunner.class,
                    () -> new SessionRunner(
                            context.getBean(LineReader.class),
                            context.getBean(Conversation.class),
                            surroundings,
                            new Screen(Format.TERMINAL, false),
                            () -> style(context.getBean(Terminal.class), surroundings),
                            notices));
            context.refresh();
            context.getBean(SessionRunner.class).run(new String[0]);
        }
        return Exit.DONE;
    }

    /** With the packs that are always used; of rules that can not be, all errors are told, and the rest answers. */
    private static Advisor advisor(Surroundings surroundings, List<String> notices) {
        try {
            return new Advisor(surroundings.rulePacks());
        } catch (UnusableRulesException e) {
            notices.add("The rules of ADVISOR_RULES_PACKS can not be used, and are left out:");
            notices.addAll(e.errors());
            return new Advisor(List.of());
        }
    }

    /** A model, if one is configured; settings that are wrong are told, and the dialogue answers alone. */
    private static Voice voice(
            Surroundings surroundings, Supplier<Advisor> advisor, Cabinet cabinet, List<String> notices) {
        try {
            return AssistantSettings.ofEnvironment(surroundings.env())
                    .<Voice>map(settings -> new ModelVoice(settings, advisor, cabinet::exchanges, cabinet::shelf))
                    .orElse(Voice.none());
        } catch (AssistantSettings.WrongSettingsException e) {
            notices.add(e.getMessage() + " The advisor answers without a model.");
            return Voice.none();
        }
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
