package dev.perfadvisor.shell.interactive;

import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.shell.ProgressLine;
import dev.perfadvisor.shell.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutionException;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ExitStatus;

/** Reads lines and has Spring Shell run them, each so that Ctrl-C comes back to the prompt. */
final class SessionRunner implements ShellRunner {

    private static final String PROMPT = "advisor> ";
    private static final InputReader NOTHING_TO_ASK = new InputReader() {};

    private final LineReader lines;
    private final CommandRegistry registry;
    private final Conversation conversation;
    private final Surroundings surroundings;
    private final LineParser parser = new LineParser();

    SessionRunner(LineReader lines, CommandRegistry registry, Conversation conversation, Surroundings surroundings) {
        this.lines = lines;
        this.registry = registry;
        this.conversation = conversation;
        this.surroundings = surroundings;
    }

    @Override
    public void run(String[] args) {
        show("""
                Performance Advisor: say what is slow, or paste the path of evidence.
                help shows the commands, Tab completes, Ctrl-D leaves.
                """);
        boolean going = true;
        while (going) {
            try {
                going = execute(lines.readLine(PROMPT));
            } catch (UserInterruptException e) {
                show("Ctrl-D or exit leaves.\n");
            } catch (EndOfFileException e) {
                going = false;
            }
        }
    }

    /** Runs a line apart from this thread, which waits for its end or for Ctrl-C; false when the user leaves. */
    private boolean execute(String line) {
        var text = new StringWriter();
        var turn = new FutureTask<>(() -> new CommandExecutor(registry)
                .execute(
                        new CommandContext(parser.parse(line), registry, new PrintWriter(text, true), NOTHING_TO_ASK)));
        try (var progress = surroundings.isTerminal("err") ? ProgressLine.on(surroundings.err()) : null) {
            var stoppable = new Stoppable(progress == null ? Progress.SILENT : progress);
            conversation.begin(stoppable);
            var before = terminal().handle(Signal.INT, _ -> {
                stoppable.stop();
                turn.cancel(true);
            });
            Thread.ofPlatform().daemon().name("turn").start(turn);
            try {
                return finish(turn, stoppable, text);
            } finally {
                terminal().handle(Signal.INT, before);
            }
        }
    }

    private boolean finish(FutureTask<ExitStatus> turn, Stoppable stoppable, StringWriter text) {
        try {
            boolean leaving = turn.get().equals(SessionCommand.LEAVE);
            show(text.toString());
            return !leaving;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (CancellationException e) {
            show("\nStopped.\n");
        } catch (ExecutionException e) {
            show(stoppable.isStopped() ? "\nStopped.\n" : "Internal error: " + rootOf(e) + "\n");
        }
        return true;
    }

    private static Throwable rootOf(Throwable problem) {
        var cause = problem.getCause();
        boolean wrapped = problem instanceof ExecutionException || problem instanceof CommandExecutionException;
        return wrapped && cause != null ? rootOf(cause) : problem;
    }

    private Terminal terminal() {
        return lines.getTerminal();
    }

    private void show(String text) {
        terminal().writer().print(text);
        terminal().writer().flush();
    }
}
