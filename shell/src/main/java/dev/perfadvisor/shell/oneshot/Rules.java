package dev.perfadvisor.shell.oneshot;

import dev.perfadvisor.engine.Advisor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that adds rules of the user's own. */
final class Rules {

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Add the rules in this directory; may be given more than once.")
    private List<Path> packs = new ArrayList<>();

    Advisor advisor() {
        return new Advisor(packs);
    }

    /** With all rules checked, for those who write them. */
    Advisor checkedAdvisor() {
        return Advisor.checked(packs);
    }
}
