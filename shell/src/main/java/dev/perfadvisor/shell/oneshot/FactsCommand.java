package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.FactReader;
import dev.perfadvisor.engine.render.Format;
import dev.perfadvisor.engine.render.Renderer;
import dev.perfadvisor.shell.Exit;
import dev.perfadvisor.shell.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code facts FILE...}: what the evidence holds, without judging it. */
@Command(
        name = "facts",
        mixinStandardHelpOptions = true,
        description =
                "Read evidence into facts, as JSON: small, and to be handed to diagnose in place of the evidence.",
        footerHeading = "%n",
        footer = "Example: ./advisor facts app.jfr slow.log --output facts.json")
final class FactsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files or directories of evidence; - is standard input.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private Target target = new Target();

    FactsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        target.check();
        var evidence = Evidence.of(files, surroundings);
        target.checkApart(evidence);
        var reader = new FactReader();
        var facts =
                Evidence.watched(target.heard(surroundings), evidence, progress -> reader.facts(evidence, progress));
        target.write(
                surroundings,
                Format.JSON,
                (format, style) ->
                        format == Format.JSON ? facts.json() : Renderer.render(FactsPage.of(facts), format, style));
        target.complain(facts.artifacts(), surroundings);
        return facts.nothingRead() ? Exit.NOTHING_READ.code() : Exit.DONE.code();
    }
}
