package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Reply;
import dev.perfadvisor.engine.conversation.ReplyJson;
import dev.perfadvisor.engine.conversation.ReplyPage;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Json;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ask TEXT}: hypotheses and a plan from words alone. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Say what may be wrong and how to find out, from your words alone.",
        footerHeading = "%n",
        footer = "Example: ./advisor ask \"the pages of the shop take 4 s at noon, CPU is at 20 %%\"")
final class AskCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "What is wrong, in your words.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private Target target = new Target();

    @Mixin
    private Rules rules = new Rules();

    /** A result as ever, and what answers the question beside it. */
    private static Map<String, @Nullable Object> json(Reply.Guided guided) {
        var json = new LinkedHashMap<String, @Nullable Object>(Json.tree(guided.result()));
        json.put("guide", ReplyJson.of(guided).get("guide"));
        return json;
    }

    AskCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var text = String.join(" ", words).strip();
        if (text.isEmpty()) {
            throw new UsageException("Say what is wrong: ./advisor ask \"checkout takes 2 s since Monday\".");
        }
        target.check();
        var advisor = rules.advisor(surroundings);
        if (advisor.dialogue().reply(Case.empty(), text).reply() instanceof Reply.Guided guided) {
            target.write(
                    surroundings,
                    Format.TERMINAL,
                    (format, style) -> format == Format.JSON
                            ? Json.write(json(guided))
                            : Renderer.render(ReplyPage.of(guided), format, style));
            return Exit.DONE.code();
        }
        var result = advisor.diagnose(new Problem(text), List.of(), Progress.SILENT);
        target.write(surroundings, Format.TERMINAL, (format, style) -> Renderer.render(result, format, style));
        return Exit.DONE.code();
    }
}
