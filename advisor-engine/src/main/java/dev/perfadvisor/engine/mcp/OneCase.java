package dev.perfadvisor.engine.mcp;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.assistant.grounding.RunSource;
import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.store.BaselineStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The one case of a client that runs the advisor itself, and may name files on its machine. */
public final class OneCase implements McpCases {

    private final Advisor advisor;
    private final RunSource runs;
    private volatile Turn turn;

    /**
     * A case about which nothing is known yet.
     *
     * @param baselines opened when they are first asked for
     */
    public OneCase(Advisor advisor, Supplier<BaselineStore> baselines) {
        this.advisor = advisor;
        this.runs = RunSource.ofFiles(baselines);
        this.turn = advisor.dialogue().again(Case.empty());
    }

    @Override
    public Optional<Turn> find(String owner, String id) {
        return Optional.of(turn);
    }

    @Override
    public RunSource runs(String owner, String id) {
        return runs;
    }

    @Override
    public boolean areNamed() {
        return false;
    }

    @Override
    public Optional<Turn> diagnose(String problem, List<String> files) {
        var said = problem.isBlank()
                ? Case.empty()
                : advisor.dialogue().reply(Case.empty(), problem).next();
        var given = files.stream()
                .map(file -> (Given) new Given.OfPath(Path.of(file)))
                .toList();
        turn = given.isEmpty() ? advisor.dialogue().again(said) : advisor.attach(said, given, Progress.SILENT);
        return Optional.of(turn);
    }
}
