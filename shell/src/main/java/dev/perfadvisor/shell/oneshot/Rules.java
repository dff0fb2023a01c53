package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.shell.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that adds rules of the user's own. */
final class Rules {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Add the rules in this directory; may be given more than once. Those in the directories that"
                    + " ADVISOR_RULES_PACKS lists are always added.")
    private List<Path> packs = new ArrayList<>();

    Advisor advisor(Surroundings surroundings) {
        return new Advisor(all(surroundings));
    }

    /** With all rules checked, for those who write them. */
    Advisor checkedAdvisor(Surroundings surroundings) {
        return Advisor.checked(all(surroundings));
    }

    /** Those that are always used come first, so that those named here can replace rules of theirs. */
    private List<Path> all(Surroundings surroundings) {
        var all = new ArrayList<>(surroundings.rulePacks());
        all.addAll(packs);
        return all;
    }
}
