package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Capability;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Verdict;
import dev.perfadvisor.engine.rules.Lazy;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.RuleFile;
import dev.perfadvisor.engine.rules.RuleLoader;
import dev.perfadvisor.engine.rules.StepJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small rule book, and what is found with it. */
final class Clinic {

    /** Facts of a root that counts as measured. */
    public record Measured(@Nullable Double a, @Nullable Double b) {}

    private static final Map<String, Class<? extends Record>> ROOTS =
            Map.of("jfr", Measured.class, "sql", Measured.class, "load", Measured.class);

    private static final String CAUSES = """
            - {id: slow.index, title: No index, description: The table is read as a whole., group: db, prior: -6,
               symptoms: [the search for orders is slow], keywords: [index], confirm: Look at the plan.,
               remedies: [{what: General advice on indexes, effort: low, risk: low, gain: Some.}]}
            - {id: slow.lock, title: Threads block each other, description: One lock for all., group: lock, prior: -6,
               symptoms: [threads hang and block each other], confirm: Look at the monitors.,
               remedies: [{what: General advice on locks, effort: low, risk: low, gain: Some.}]}
            - {id: slow.rare, title: Something rare, description: It hardly ever is., group: x, prior: -20,
               symptoms: [the moon is full], confirm: Look up.,
               remedies: [{what: Wait, effort: low, risk: low, gain: None.}]}
            """;

    private static final String COLLECT = """
            - {id: recording, fact: jfr, ask: A recording., command: jcmd 1 JFR.start, cost: 2}
            - {id: again, fact: jfr, ask: Another recording., command: jcmd 1 JFR.start name=again, cost: 3}
            - {id: log, fact: sql, ask: The log of the database., command: tail -f log, cost: 1}
            """;

    private static final String PLAN = """
            - {id: goal, stage: measure, title: Say when it is fixed, detail: A figure., command: edit goals}
            - {id: record, stage: profile, title: Record, detail: Under load., command: jcmd 1 JFR.start,
               done: jfr.a > 0.0, needed: jfr.b > 0.0}
            - {id: keep, stage: validate, title: Keep the result, detail: For the next time.}
            """;

    private final RuleBook book;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Clinic(List<RuleFile> files) {
        this.book = RuleLoader.load(files, ROOTS);
    }

    /** A book of rules, each written as {@code id: more: of the keys below}. */
    static Clinic with(String... rules) {
        var files = new ArrayList<RuleFile>();
        files.add(new RuleFile("causes.yaml", CAUSES));
        files.add(new RuleFile("collect.yaml", COLLECT));
        files.add(new RuleFile("plan.yaml", PLAN));
        for (var rule : rules) {
            var id = rule.substring("id: ".length(), rule.indexOf('\n'));
            files.add(new RuleFile("rules/made/" + id + ".yaml", rule));
        }
        return new Clinic(files);
    }

    /** A rule for one cause. {@code more} is further YAML. */
    static String rule(String id, String cause, int fired, int clear, String group, String more) {
        return """
                id: %s
                title: Finding of %s
                role: cause
                capability: bottleneck
                stage: identify
                when: jfr.a > 0.5
                score: 75
                cite: [jfr.a]
                supports: [{cause: %s, fired: %d, clear: %d, group: %s}]
                diagnosis: It is so.
                references: [made up]
                tests: []
                %s
                """.formatted(id, id, cause, fired, clear, group, more);
    }

    Clinic fires(String id, double score, @Nullable Double impact) {
        return fires(id, score, impact, Origin.MEASURED);
    }

    Clinic fires(String id, double score, @Nullable Double impact, Origin origin) {
        var rule = rule(id);
        var severity = score >= 75 ? Severity.HIGH : score >= 25 ? Severity.MEDIUM : Severity.LOW;
        verdicts.add(new Verdict.Fires(
                id,
                List.of(new Finding(
                        id,
                        "",
                        rule.title(),
                        rule.role(),
                        Capability.BOTTLENECK,
                        Stage.IDENTIFY,
                        severity,
                        score,
                        impact,
                        List.of(new Fact("jfr.a", 0.9, "ratio", origin, "a1", "")),
                        "Diagnosis of " + id + ".",
                        List.of(
                                new Remedy("Hard way of " + id, Severity.HIGH, Severity.HIGH, "Much.", "", ""),
                                new Remedy("Easy way of " + id, Severity.LOW, Severity.LOW, "Much.", "DO IT;", "")),
                        rule.proof(),
                        List.of(),
                        List.of()))));
        return this;
    }

    Clinic clear(String id) {
        verdicts.add(new Verdict.Clear(id));
        return this;
    }

    Clinic unknown(String id, String... missing) {
        verdicts.add(new Verdict.Undecided(id, List.of(missing)));
        return this;
    }

    private Rule rule(String id) {
        return book.rule(id).orElseThrow();
    }

    static FactTree measured() {
        return FactTree.of(Map.of("jfr", new Measured(0.9, null)));
    }

    Diagnosis diagnosis(String problem) {
        return diagnosis(problem, measured());
    }

    Diagnosis diagnosis(String problem, FactTree facts) {
        return new Diagnoser(book, new Lazy<>(() -> SymptomIndex.of(book, Optional.empty())))
                .diagnose(verdicts, Hearing.of(problem, false), facts);
    }

    /** With words that say that something is wrong. */
    Diagnosis complaint(String problem, FactTree facts) {
        return new Diagnoser(book, new Lazy<>(() -> SymptomIndex.of(book, Optional.empty())))
                .diagnose(verdicts, Hearing.of(problem, true), facts);
    }

    Cause cause(String id) {
        return cause(id, "");
    }

    /** The cause as it was weighed, whether or not it would be shown. */
    Cause cause(String id, String problem) {
        var weighing = new Weighing(
                book,
                verdicts,
                new Weighing.Said(
                        SymptomIndex.of(book, Optional.empty()).hear(problem).causes(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        false));
        var definition = book.causes().get(id);
        if (definition == null) {
            throw new IllegalArgumentException(id);
        }
        return weighing.weigh(definition).cause();
    }

    Plan plan(Diagnosis diagnosis, FactTree facts) {
        return new Planner(book).plan(diagnosis, new StepJudge(book, facts), "export default () => {}");
    }
}
