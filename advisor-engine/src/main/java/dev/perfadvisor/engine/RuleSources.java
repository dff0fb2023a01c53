package dev.perfadvisor.engine;

import dev.perfadvisor.engine.diagnosis.SentenceVectors;
import dev.perfadvisor.engine.diagnosis.SymptomIndex;
import dev.perfadvisor.engine.rules.Packed;
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
import java.util.Optional;

/**
 * Rules and where they come from: the class path, then packs of the user's.
 *
 * @param packed whether they are those that the build has packed, and no others
 */
record RuleSources(RuleBook book, boolean packed) {

    /**
     * The rules on the class path and those of the packs; a later one replaces rules of the same id.
     *
     * @param check whether to check all rules to the last expression
     * @throws UnusableRulesException with all that is wrong in the rules
     */
    static RuleSources load(List<Path> packs, boolean check) {
        if (!check && packs.isEmpty()) {
            var ready = RulePack.onClassPath();
            if (ready.isPresent()) {
                return new RuleSources(RuleLoader.load(ready.get(), EvidenceKinds.ROOTS), true);
            }
        }
        var files = files(packs);
        try {
            var book = check
                    ? RuleLoader.load(files, EvidenceKinds.ROOTS)
                    : RuleLoader.loadChecked(files, EvidenceKinds.ROOTS);
            return new RuleSources(book, false);
        } catch (RuleLoadException e) {
            throw new UnusableRulesException(
                    e.errors().stream().map(Object::toString).toList());
        }
    }

    /** The files on the class path and those of the packs, in the order in which they count. */
    static List<RuleFile> files(List<Path> packs) {
        var files = new ArrayList<>(RuleFile.onClassPath());
        for (var pack : packs) {
            files.addAll(filesOf(pack));
        }
        return files;
    }

    /** What users' words are compared with: as the build has packed it, where these are the rules it was made of. */
    SymptomIndex symptoms() {
        var model = SentenceVectors.onClassPath();
        return Optional.of(SymptomIndex.NAME)
                .filter(_ -> packed)
                .flatMap(name -> Packed.onClassPath(name, in -> SymptomIndex.read(in, book.vocabulary(), model)))
                .orElseGet(() -> SymptomIndex.of(book, model));
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
