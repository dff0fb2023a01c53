package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.RuleCheck;
import dev.perfadvisor.engine.UnusableRulesException;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Spelling;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rules list|show|check|test|score|schema}: what the advisor knows, and how well. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "List, show, check, test and score rules, and print the schema of their files.",
        footerHeading = "%n",
        footer = "Example: ./advisor rules show orm.n-plus-one")
final class RulesCommand implements Runnable {

    static CommandLine with(Surroundings surroundings) {
        return new CommandLine(new RulesCommand())
                .addSubcommand(new ListRules(surroundings))
                .addSubcommand(new Show(surroundings))
                .addSubcommand(new Check(surroundings))
                .addSubcommand(new Test(surroundings))
                .addSubcommand(new ScoreCommand(surroundings))
                .addSubcommand(new Schema(surroundings));
    }

    @Override
    public void run() {
        throw new UsageException("Say what to do with the rules: list, show ID, check DIR, test, score DIR or schema.");
    }

    /** All rules, causes and tables. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List rules, causes and decision tables.",
            footerHeading = "%n",
            footer = "Example: ./advisor rules list --format json")
    static final class ListRules extends Task {

        @Mixin
        private Rules rules = new Rules();

        ListRules(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            var advisor = rules.advisor(surroundings);
            return show(target, surroundings, advisor.rules(), advisor.rulesJson());
        }
    }

    /** The page of one rule. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show what a rule says and rests on.",
            footerHeading = "%n",
            footer = "Example: ./advisor rules show orm.n-plus-one")
    static final class Show extends Task {

        @Parameters(paramLabel = "ID", description = "Id of the rule.")
        private String id = "";

        @Mixin
        private Rules rules = new Rules();

        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            var advisor = rules.advisor(surroundings);
            var page = advisor.rule(id).orElseThrow(() -> new UsageException(noRule(id, advisor)));
            return show(target, surroundings, page, advisor.ruleJson(id).orElseThrow());
        }
    }

    private static String noRule(String id, Advisor advisor) {
        return "There is no rule '" + id + "'"
                + Spelling.nearest(id, advisor.ruleIds())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; ./advisor rules list shows all of them.");
    }

    /** A pack of the user's, type-checked and tested. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Check the rules in a directory against the facts there are, and run their examples.",
            footerHeading = "%n",
            footer = "Example: ./advisor rules check our-rules")
    static final class Check extends Task {

        @Parameters(paramLabel = "DIR", description = "Directory of the rules.")
        private Path directory = Path.of("");

        Check(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            if (!Files.isDirectory(directory)) {
                throw new UsageException("There is no directory '" + directory + "'.");
            }
            try {
                return report(Advisor.checked(List.of(directory)).testRules(), target, surroundings);
            } catch (UnusableRulesException e) {
                return report(new RuleCheck(0, 0, e.errors()), target, surroundings);
            }
        }
    }

    /** The examples of all rules. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Run the examples of all rules.",
            footerHeading = "%n",
            footer = "Example: ./advisor rules test --rules our-rules")
    static final class Test extends Task {

        @Mixin
        private Rules rules = new Rules();

        Test(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            return report(rules.checkedAdvisor(surroundings).testRules(), target, surroundings);
        }
    }

    /** What editors complete and check rule files by. */
    @Command(
            name = "schema",
            mixinStandardHelpOptions = true,
            description = {
                "Print the JSON Schema of rule files, with the causes, rules and facts that there are.",
                "Editors use it by a first line such as # yaml-language-server: $schema=rule.schema.json"
            },
            footerHeading = "%n",
            footer = "Example: ./advisor rules schema --output rule.schema.json")
    static final class Schema extends Task {

        @Mixin
        private Rules rules = new Rules();

        Schema(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        Exit carryOut(Target target, Surroundings surroundings) throws IOException {
            var schema = rules.advisor(surroundings).ruleSchema();
            target.write(surroundings, Format.JSON, (format, _) -> {
                if (format != Format.JSON) {
                    throw new UsageException("A schema is JSON, and nothing else.");
                }
                return Json.write(schema);
            });
            return Exit.DONE;
        }
    }

    private static Exit report(RuleCheck check, Target target, Surroundings surroundings) throws IOException {
        target.write(surroundings, Format.TERMINAL, (format, style) -> switch (format) {
            case JSON -> Json.write(check.json());
            case TERMINAL -> lines(check);
            case MARKDOWN, HTML -> Renderer.render(page(check), format, style);
        });
        return check.failures().isEmpty() ? Exit.DONE : Exit.NOT_MET;
    }

    /** A line a failure, as compilers write them: {@code file:line: what is wrong}. */
    private static String lines(RuleCheck check) {
        var lines = new ArrayList<>(check.failures());
        // Rules that can not be loaded have no examples to be counted.
        if (check.rules() > 0) {
            lines.add(summary(check));
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String summary(RuleCheck check) {
        return "%d rules, %d examples, %d failed"
                .formatted(check.rules(), check.examples(), check.failures().size());
    }

    private static Document page(RuleCheck check) {
        var failures = check.failures().stream()
                .map(failure -> new Document.Item(Document.Mark.MINUS, failure, ""))
                .toList();
        return new Document(
                "Check of rules", List.of(new Document.Paragraph(summary(check)), new Document.Items(failures)));
    }
}
