package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.NoSuchBaselineException;
import dev.perfadvisor.engine.UnusableBaselineException;
import dev.perfadvisor.engine.UnusableRulesException;
import dev.perfadvisor.engine.Validations.NoCriterionException;
import dev.perfadvisor.engine.assistant.AssistantSettings;
import dev.perfadvisor.engine.model.RegressionBar;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.store.StoreException;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the command line, runs the command, and says in one sentence what went wrong. */
public final class OneShot {

    /** What is answered without any command. */
    private static final List<String> VERSION = List.of("-V", "--version");

    private final Surroundings surroundings;

    private OneShot(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Exit status of the command, one of {@link Exit}. */
    public static int run(List<String> args, Surroundings surroundings) {
        return new OneShot(surroundings).run(args);
    }

    /** Names of all commands. */
    static List<String> names(Surroundings surroundings) {
        return List.copyOf(new OneShot(surroundings).makers().keySet());
    }

    /** What a command is for, in its first sentence. */
    static String purpose(String name, Surroundings surroundings) {
        var command = command(name, surroundings);
        var description = command == null
                ? new String[0]
                : command.getCommandSpec().usageMessage().description();
        var first = description.length == 0 ? "" : description[0];
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** Options of a command, with their dashes. */
    static List<String> options(String name, Surroundings surroundings) {
        var command = command(name, surroundings);
        return command == null
                ? List.of()
                : command.getCommandSpec().optionsMap().keySet().stream()
                        .filter(option -> option.startsWith("--"))
                        .sorted()
                        .toList();
    }

    private static @Nullable CommandLine command(String name, Surroundings surroundings) {
        return new OneShot(surroundings).commandLine(name).getSubcommands().get(name);
    }

    private int run(List<String> args) {
        var commands = commandLine(args.isEmpty() ? "" : args.getFirst());
        commands.setParameterExceptionHandler((problem, _) -> misused(problem));
        commands.setExecutionExceptionHandler((problem, command, _) -> failed(problem, command));
        return commands.execute(args.toArray(String[]::new));
    }

    private SequencedMap<String, Supplier<Object>> makers() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("diagnose", () -> new DiagnoseCommand(surroundings));
        commands.put("facts", () -> new FactsCommand(surroundings));
        commands.put("compare", () -> new CompareCommand(surroundings));
        commands.put("baseline", () -> BaselineCommand.with(surroundings));
        commands.put("flamegraph", () -> new FlameGraphCommand(surroundings));
        commands.put("loadtest", () -> new LoadTestCommand(surroundings));
        commands.put("ask", () -> new AskCommand(surroundings));
        commands.put("rules", () -> RulesCommand.with(surroundings));
        commands.put("script", () -> new ScriptCommand(surroundings));
        commands.put("doctor", () -> new DoctorCommand(surroundings));
        commands.put("mcp", () -> new McpCommand(surroundings));
        commands.put("serve", ServeCommand::new);
        commands.put("help", () -> new HelpCommand(surroundings));
        return commands;
    }

    /** The command that is called, alone: to make all of them ready takes longer than many a diagnosis. Else all, for the help. */
    private CommandLine commandLine(String called) {
        var style = surroundings.style();
        var commands = new CommandLine(new AdvisorCommand());
        var all = makers();
        var one = all.get(called);
        if (one != null) {
            commands.addSubcommand(called, one.get());
        } else if (!VERSION.contains(called)) {
            all.forEach((name, command) -> commands.addSubcommand(name, command.get()));
        }
        return commands.registerConverter(Format.class, OneShot::format)
                .registerConverter(FailOn.class, OneShot::failOn)
                .registerConverter(RegressionBar.class, OneShot::regressionBar)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.clamp(style.width(), 60, 110))
                .setColorScheme(Help.defaultColorScheme(style.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    private static Format format(String name) {
        return Format.of(name)
                .orElseThrow(() -> noChoice(
                        name, Arrays.stream(Format.values()).map(Format::id).toList()));
    }

    private static FailOn failOn(String name) {
        return FailOn.of(name).orElseThrow(() -> noChoice(name, List.of("none", "low", "medium", "high")));
    }

    private static RegressionBar regressionBar(String name) {
        return RegressionBar.of(name)
                .orElseThrow(() -> noChoice(
                        name,
                        Arrays.stream(RegressionBar.values())
                                .map(RegressionBar::id)
                                .toList()));
    }

    private static TypeConversionException noChoice(String name, List<String> choices) {
        return new TypeConversionException("'" + name + "' is none of " + String.join(", ", choices));
    }

    private int misused(ParameterException problem) {
        var command = problem.getCommandLine();
        surroundings.complain(sentence(problem));
        surroundings.complain("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
        return Exit.WRONG_USAGE.code();
    }

    /** Picocli's own sentence, in one line, with a suggestion where there is one. */
    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            var first = unmatched.getUnmatched().getFirst();
            var suggestion = Spelling.nearest(first, known(problem.getCommandLine()))
                    .map(nearest -> "; did you mean " + nearest + "?")
                    .orElse(".");
            var what = unmatched.isUnknownOption() ? "There is no option " : "There is no command ";
            return what + "'" + first + "'" + suggestion;
        }
        var message = String.valueOf(problem.getMessage()).lines().collect(Collectors.joining(" "));
        return message.endsWith(".") ? message : message + ".";
    }

    /** Says that there is no such command, and which was meant. */
    static String noCommand(String name, Collection<String> known) {
        return "There is no command '" + name + "'"
                + Spelling.nearest(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse(".");
    }

    /** The commands, to be asked for their help. */
    static CommandLine commands(Surroundings surroundings) {
        return new OneShot(surroundings).commandLine("");
    }

    private static List<String> known(CommandLine command) {
        var names = new ArrayList<>(command.getSubcommands().keySet());
        names.addAll(command.getCommandSpec().optionsMap().keySet());
        return names;
    }

    private int failed(Exception problem, CommandLine command) {
        return switch (problem) {
            case UsageException usage -> {
                surroundings.complain(String.valueOf(usage.getMessage()));
                surroundings.complain("See ./" + command.getCommandSpec().qualifiedName() + " --help.");
                yield Exit.WRONG_USAGE.code();
            }
            case NoSuchBaselineException none -> {
                surroundings.complain(String.valueOf(none.getMessage()));
                yield Exit.WRONG_USAGE.code();
            }
            case NoCriterionException none -> {
                surroundings.complain(String.valueOf(none.getMessage()));
                yield Exit.WRONG_USAGE.code();
            }
            case UnusableBaselineException unusable -> {
                surroundings.complain(String.valueOf(unusable.getMessage()));
                yield unusable.unread() ? Exit.NOTHING_READ.code() : Exit.WRONG_USAGE.code();
            }
            case StoreException store -> {
                surroundings.complain(String.valueOf(store.getMessage()));
                yield Exit.INTERNAL_ERROR.code();
            }
            case UnusableRulesException rules -> {
                surroundings.complain("The rules can not be used:");
                rules.errors().forEach(surroundings::complain);
                yield Exit.WRONG_USAGE.code();
            }
            case AssistantSettings.WrongSettingsException settings -> {
                surroundings.complain(String.valueOf(settings.getMessage()));
                yield Exit.WRONG_USAGE.code();
            }
            default -> {
                boolean debug = debug(command);
                surroundings.complain("Internal error: " + problem + (debug ? "" : " (--debug shows more)"));
                if (debug) {
                    problem.printStackTrace(surroundings.err());
                }
                yield Exit.INTERNAL_ERROR.code();
            }
        };
    }

    private static boolean debug(CommandLine command) {
        return command.getCommandSpec().root().userObject() instanceof AdvisorCommand advisor && advisor.debug;
    }
}
