package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.BaselinePages;
import dev.perfadvisor.engine.Baselines;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baseline save|list|show|delete}: runs kept under a name. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = {
            "Keep runs under a name, to hold later ones against: diagnose --baseline, compare --baseline.",
            "Each save under a name is a version; NAME means the latest one, NAME@2 the second."
        },
        footerHeading = "%n",
        footer = "Example: ./advisor baseline save checkout run-1 run-2 run-3")
final class BaselineCommand implements Runnable {

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new BaselineCommand())
                .addSubcommand(new Save(surroundings))
                .addSubcommand(new ListBaselines(surroundings))
                .addSubcommand(new Show(surroundings))
                .addSubcommand(new Delete(surroundings));
    }

    @Override
    public void run() {
        throw new UsageException("Say what to do with baselines: save NAME FILE..., list, show NAME or delete NAME.");
    }

    /** Keeps runs. */
    @Command(
            name = "save",
            mixinStandardHelpOptions = true,
            description = "Keep runs as the next version of a name.",
            footerHeading = "%n",
            footer = "Example: ./advisor baseline save checkout run-1 run-2 run-3 --env build=4711")
    static final class Save extends Task {

        @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
        private String name = "";

        @Parameters(
                index = "1..*",
                paramLabel = "RUN",
                arity = "1..*",
                description = "A file, or a directory with all files of one run; each is a run of its own.")
        private List<String> files = new ArrayList<>();

        @Option(
                names = "--env",
                paramLabel = "KEY=VALUE",
                description = "Something of the system or machine, such as build=4711; may be given more than once.")
        private Map<String, String> environment = new LinkedHashMap<>();

        @Mixin
        private Rules rules = new Rules();

        Save(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            var runs = RunFiles.of(files, surroundings);
            target.checkApart(RunFiles.evidence(runs));
            var advisor = rules.advisor(surroundings);
            try (var shelf = Shelf.open(surroundings)) {
                var saved = Evidence.watched(
                        target.heard(surroundings),
                        RunFiles.evidence(runs),
                        progress -> new Baselines(advisor, shelf.baselines()).save(name, environment, runs, progress));
                if (!target.quiet()) {
                    var kept = new Comparisons(advisor).runs(saved.baseline());
                    return show(target, surroundings, BaselinePages.saved(saved), BaselinePages.savedJson(saved, kept));
                }
            }
            return Exit.DONE;
        }
    }

    /** All of them. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List baselines.",
            footerHeading = "%n",
            footer = "Example: ./advisor baseline list --format json")
    static final class ListBaselines extends Task {

        ListBaselines(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            try (var shelf = Shelf.open(surroundings)) {
                var all = shelf.baselines().list();
                return show(target, surroundings, BaselinePages.list(all), BaselinePages.listJson(all));
            }
        }
    }

    /** One of them. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show a baseline and its runs.",
            footerHeading = "%n",
            footer = "Example: ./advisor baseline show checkout@2")
    static final class Show extends Task {

        @Parameters(paramLabel = "NAME", description = "NAME, or NAME@VERSION.")
        private String name = "";

        @Mixin
        private Rules rules = new Rules();

        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            var advisor = rules.advisor(surroundings);
            try (var shelf = Shelf.open(surroundings)) {
                var baseline = new Baselines(advisor, shelf.baselines()).find(name);
                var runs = new Comparisons(advisor).runs(baseline);
                return show(
                        target,
                        surroundings,
                        BaselinePages.show(baseline, runs),
                        BaselinePages.showJson(baseline, runs));
            }
        }
    }

    /** Forgets them. */
    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Delete all versions of a name, or one of them.",
            footerHeading = "%n",
            footer = "Example: ./advisor baseline delete checkout@1")
    static final class Delete extends Task {

        @Parameters(paramLabel = "NAME", description = "NAME for all its versions, NAME@VERSION for one.")
        private String name = "";

        Delete(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            try (var shelf = Shelf.open(surroundings)) {
                int versions = Baselines.delete(shelf.baselines(), name);
                if (!target.quiet()) {
                    return show(
                            target,
                            surroundings,
                            BaselinePages.deleted(name, versions),
                            BaselinePages.deletedJson(name, versions));
                }
            }
            return Exit.DONE;
        }
    }
}
