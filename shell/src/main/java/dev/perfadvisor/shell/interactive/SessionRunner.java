package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Document.Paragraph;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.engine.render.Style;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.shell.ProgressLine;
import dev.perfadvisor.shell.Screen;
import dev.perfadvisor.shell.Surroundings;
import dev.perfadvisor.shell.session.Output;
import dev.perfadvisor.shell.session.Verb;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutionException;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

/** Reads lines and has Spring Shell run them, each so that Ctrl-C comes back to the prompt. */
final class SessionRunner implements ShellRunner {

    private static final String PROMPT = "advisor> ";
    private static final Pattern YES = Pattern.compile("(?i)y|yes|yep|yeah|sure|ok|okay");
    private static final Pattern NO = Pattern.compile("(?i)n|no|nope");
    private static final InputReader NOTHING_TO_ASK = new InputReader() {};
    private static final PrintWriter NOTHING_TO_PRINT = new PrintWriter(Writer.nullWriter());

    private final LineReader lines;
    private final Conversation conversation;
    private final Surroundings surroundings;
    private final Screen screen;
    private final Supplier<Style> style;
    private final List<String> notices;
    private final LineParser parser;

    /** What the line that was just run is to show. */
    private volatile Output latest = new Output.Silence();

    /** What of the next line was typed while the answer to the last one was still being shown. */
    private String begun = "";

    /** @param notices sentences of others that are to be shown when there is a prompt again; emptied by showing them */
    SessionRunner(
            LineReader lines,
            Conversation conversation,
            Surroundings surroundings,
            Screen screen,
            Supplier<Style> style,
            List<String> notices) {
        this.lines = lines;
        this.conversation = conversation;
        this.surroundings = surroundings;
        this.screen = screen;
        this.style = style;
        this.notices = notices;
        this.parser = new LineParser(conversation);
    }

    @Override
    public void run(String[] args) {
        var registry = new CommandRegistry(SessionCommand.all(conversation, output -> latest = output));
        show("""
                Performance Advisor: say what is slow, or paste the path of evidence.
                help shows the commands, Tab completes, Ctrl-D leaves.
                """);
        // Ctrl-C between two prompts has nothing to stop, and would end the process.
        lines.getTerminal().handle(Signal.INT, _ -> {});
        boolean going = true;
        while (going) {
            try {
                going = take(registry, parser.parse(next()));
            } catch (UserInterruptException e) {
                show("Ctrl-D or exit leaves.\n");
            } catch (EndOfFileException e) {
                going = false;
            }
            showNotices();
        }
    }

    private String next() {
        var typed = begun;
        begun = "";
        return lines.readLine(PROMPT, null, typed);
    }

    private void showNotices() {
        synchronized (notices) {
            notices.forEach(notice -> show(complaint(notice)));
            notices.clear();
        }
    }

    /** Runs a line and shows what it gives; false when the user leaves. */
    private boolean take(CommandRegistry registry, ParsedInput input) {
        latest = new Output.Silence();
        if (!execute(registry, input)) {
            return true;
        }
        return switch (latest) {
            case Output.Offer(var paths) -> answered(registry, paths, asked(paths));
            case Output.Leave _ -> false;
            case Output output -> {
                var shown = screen.show(output, style.get());
                begun = new Pager(lines.getTerminal()).show(shown.text() + complaint(shown.complaint()));
                yield true;
            }
        };
    }

    /** A complaint as a paragraph, so that no word is cut by the edge of the window. */
    private String complaint(String text) {
        return text.isEmpty()
                ? ""
                : text.lines()
                        .map(line -> Renderer.render(
                                new Document("", List.of(new Paragraph(Screen.safe(line)))),
                                Format.TERMINAL,
                                style.get()))
                        .collect(Collectors.joining());
    }

    /** Enter is yes. What is neither yes nor no is a line as any other, such as the right path in place of a wrong one. */
    private boolean answered(CommandRegistry registry, List<String> paths, String answer) {
        if (answer.isEmpty() || YES.matcher(answer).matches()) {
            return take(registry, LineParser.parsed(Verb.ATTACH, paths));
        }
        if (NO.matcher(answer).matches()) {
            show("Nothing was attached.\n");
            return true;
        }
        lines.getHistory().add(answer);
        return take(registry, parser.parse(answer));
    }

    /** What is said to whether paths that were dropped or pasted are to be attached. */
    private String asked(List<String> paths) {
        var what = paths.size() == 1 ? "'" + paths.getFirst() + "'" : paths.size() + " paths";
        // An answer is no line that somebody would want to have again.
        lines.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return lines.readLine("Attach " + Screen.safe(what) + "? [Y/n] ").strip();
        } catch (UserInterruptException e) {
            return "no";
        } finally {
            lines.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    /** Runs a line apart from this thread, which waits for its end or for Ctrl-C; false when it gave nothing to show. */
    private boolean execute(CommandRegistry registry, ParsedInput input) {
        var turn = new FutureTask<>(() -> new CommandExecutor(registry)
                .execute(new CommandContext(input, registry, NOTHING_TO_PRINT, NOTHING_TO_ASK)));
        try (var progress = surroundings.isTerminal("out") ? progress(input) : null) {
            var stoppable = new Stoppable(progress == null ? Progress.SILENT : progress);
            conversation.begin(stoppable);
            var before = lines.getTerminal().handle(Signal.INT, _ -> {
                stoppable.stop();
                // Not by an interrupt: one that meets the store while it writes closes its file for good.
                turn.cancel(false);
            });
            Thread.ofPlatform().daemon().name("turn").start(turn);
            try {
                turn.get();
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (CancellationException e) {
                show("\nStopped. What was known before still stands.\n");
            } catch (ExecutionException e) {
                show(stoppable.isStopped() ? "\nStopped.\n" : complaint(failure(rootOf(e))));
            } finally {
                lines.getTerminal().handle(Signal.INT, before);
            }
            return false;
        }
    }

    private static String failure(Throwable problem) {
        return problem instanceof StoreException ? String.valueOf(problem.getMessage()) : "Internal error: " + problem;
    }

    private ProgressLine progress(ParsedInput input) {
        return ProgressLine.on(surroundings.err(), ProgressLine.sizeOf(toRead(input)));
    }

    /** What a command will read: {@code attach} all evidence anew, the others what they name. */
    private List<Path> toRead(ParsedInput input) {
        var verb = Verb.of(input.commandName()).orElse(Verb.HELP);
        var named = input.arguments().stream()
                .map(argument -> argument.value())
                .filter(word -> !word.startsWith("--"))
                .map(Path::of)
                .filter(Files::exists);
        return switch (verb) {
            case ATTACH ->
                Stream.concat(conversation.session().evidence().stream(), named)
                        .distinct()
                        .toList();
            case VALIDATE, BASELINE -> named.toList();
            default -> List.of();
        };
    }

    private static Throwable rootOf(Throwable problem) {
        var cause = problem.getCause();
        boolean wrapped = problem instanceof ExecutionException || problem instanceof CommandExecutionException;
        return wrapped && cause != null ? rootOf(cause) : problem;
    }

    private void show(String text) {
        lines.getTerminal().writer().print(text);
        lines.getTerminal().writer().flush();
    }
}
