package dev.perfadvisor.engine;

import dev.perfadvisor.engine.rules.LoadError;
import dev.perfadvisor.engine.rules.RuleFile;
import dev.perfadvisor.engine.rules.RuleLoadException;
import dev.perfadvisor.engine.rules.RulePack;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Checks the rule base and packs it: a step of the build of the rules. */
public final class PackRules {

    private PackRules() {}

    /**
     * Writes the pack.
     *
     * @param args directory of the rules, file to write
     */
    public static void main(String... args) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])))) {
            RulePack.of(RuleFile.below(Path.of(args[0])), EvidenceKinds.ROOTS).write(out);
        } catch (RuleLoadException e) {
            throw new IllegalStateException(
                    e.errors().stream().map(LoadError::toString).collect(Collectors.joining("\n")), e);
        }
    }
}
