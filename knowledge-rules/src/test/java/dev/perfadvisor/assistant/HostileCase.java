package dev.perfadvisor.assistant;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.scripted.Planted;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A case with the evidence of {@link Planted}. */
final class HostileCase {

    private HostileCase() {}

    static Turn turn(Advisor advisor) {
        var facts = advisor.facts(
                        List.of(new Given.OfPath(Path.of("src/test/resources/cases/lock-contention/app.jfr.zst"))),
                        Progress.SILENT)
                .json();
        var current = advisor.dialogue().reply(Case.empty(), Planted.MESSAGE).next();
        return advisor.attach(
                current,
                List.of(
                        stream(Planted.FILE_ORDER, Planted.slowLog()),
                        stream("results.jtl", Planted.jtl()),
                        stream("facts.json", Planted.facts(facts))),
                Progress.SILENT);
    }

    private static Given stream(String name, String text) {
        return new Given.OfStream(name, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
