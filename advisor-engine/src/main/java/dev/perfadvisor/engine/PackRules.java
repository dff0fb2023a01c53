package dev.perfadvisor.engine;

import dev.perfadvisor.engine.diagnosis.SymptomIndex;
import dev.perfadvisor.engine.rules.LoadError;
import dev.perfadvisor.engine.rules.RuleFile;
import dev.perfadvisor.engine.rules.RuleLoadException;
import dev.perfadvisor.engine.rules.RuleLoader;
import dev.perfadvisor.engine.rules.RulePack;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks the rule base and packs it, and the index over the sentences that it knows: a step of the build of the rules. */
public final class PackRules {

    private PackRules() {}

    /**
     * Writes the packs.
     *
     * @param args directory of the rules, directory to write to
     */
    public static void main(String... args) throws IOException {
        var to = Path.of(args[1]);
        try {
            var pack = RulePack.of(RuleFile.below(Path.of(args[0])), EvidenceKinds.ROOTS);
            var index = SymptomIndex.of(RuleLoader.load(pack, EvidenceKinds.ROOTS), Optional.empty());
            write(to.resolve(RulePack.NAME), pack::write);
            write(to.resolve(SymptomIndex.NAME), index::write);
        } catch (RuleLoadException e) {
            throw new IllegalStateException(
                    e.errors().stream().map(LoadError::toString).collect(Collectors.joining("\n")), e);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void write(Path file, Writing what) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            what.to(out);
        }
    }
}
