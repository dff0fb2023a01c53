package dev.perfadvisor.engine;

import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.RuleFile;
import dev.perfadvisor.engine.rules.RuleLoadException;
import dev.perfadvisor.engine.rules.RuleLoader;
import dev.perfadvisor.engine.rules.RulePack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where rules come from: the class path, then packs of the user's. */
final class RuleSources {

    private RuleSources() {}

    /**
     * The rules on the class path and those of the packs; a later one replaces rules of the same id.
     *
     * @param check whether to check all rules to the last expression
     * @throws UnusableRulesException with all that is wrong in the rules
     */
    static RuleBook load(List<Path> packs, boolean check) {
        if (!check && packs.isEmpty()) {
            var ready = RulePack.onClassPath();
            if (ready.isPresent()) {
                return RuleLoader.load(ready.get(), EvidenceKinds.ROOTS);
            }
        }
        var files = new ArrayList<>(RuleFile.onClassPath());
        for (var pack : packs) {
            files.addAll(filesOf(pack));
        }
        try {
            return check
                    ? RuleLoader.load(files, EvidenceKinds.ROOTS)
                    : RuleLoader.loadChecked(files, EvidenceKinds.ROOTS);
        } catch (RuleLoadException e) {
            throw new UnusableRulesException(
                    e.errors().stream().map(Object::toString).toList());
        }
    }

    private static List<RuleFile> filesOf(Path pack) {
        try {
            return RuleFile.below(pack).stream()
                    .map(file ->
                            file.name().startsWith("rules/") ? file : new RuleFile("rules/" + file.name(), file.text()))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableRulesException(List.of(pack + ":1:1: the rule pack can not be read: " + e.getMessage()));
        }
    }
}
