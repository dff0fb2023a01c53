package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.model.Verdict;
import dev.perfadvisor.engine.rules.Lazy;
import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.QuestionJudge;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Weighs what the rules say, ranks the causes, and says what is still missing. */
public final class Diagnoser {

    private static final Set<String> MEASURED = Set.of("jfr", "sql", "load");
    /** The evidence that says what users see. */
    private static final String USERS_VIEW = "load";

    /** Likeness from which words describe trouble. */
    private static final double ALIKE = 0.5;

    private static final int MOST_HYPOTHESES = 5;

    /** Support, in decibans, below which a hypothesis is not worth a test. */
    private static final double LEAST_LIKELY = -14;

    private final RuleBook book;
    private final Lazy<SymptomIndex> symptoms;
    private final NextEvidencePicker picker;
    private final Map<String, Rule> rules;

    /** @param symptoms made when somebody first says something */
    public Diagnoser(RuleBook book, Lazy<SymptomIndex> symptoms) {
        this.book = book;
        this.symptoms = symptoms;
        this.rules = book.rules().stream().collect(Collectors.toMap(Rule::id, rule -> rule));
        this.picker = new NextEvidencePicker(book.collectables(), rules);
    }

    /**
     * The diagnosis.
     *
     * @param heard what the user said; empty words when nothing was said
     */
    public Diagnosis diagnose(List<Verdict> verdicts, Hearing heard, FactTree facts) {
        var findings = findings(verdicts);
        boolean measured = measured(facts);
        boolean said = !heard.words().isBlank();
        var alike = alike(heard);
        var all = weighed(verdicts, heard, alike, facts);
        var causes = new ArrayList<>(all.stream()
                .filter(Weighing.Weighed::supported)
                .sorted(Comparator.comparing((Weighing.Weighed w) -> w.cause().severity() == Severity.LOW)
                        .thenComparing(Comparator.comparingDouble(Weighing.Weighed::rank)
                                .reversed()))
                .map(Weighing.Weighed::cause)
                .toList());
        boolean symptomatic = findings.stream().anyMatch(Diagnoser::isSymptom);
        boolean serious = causes.stream().anyMatch(c -> c.severity().atLeast(Severity.MEDIUM));
        // A log or a recording without a finding does not refute what users see; a load test does.
        boolean complains =
                heard.complains() || alike.values().stream().anyMatch(likeness -> likeness.degree() >= ALIKE);
        boolean judged = measured && (facts.root(USERS_VIEW) != null || !complains);
        boolean healthy = judged && !symptomatic && !serious;
        if (!serious && !healthy && (symptomatic || said)) {
            causes.addAll(hypotheses(all, measured));
        }
        var undecided = undecided(verdicts);
        return new Diagnosis(
                VerdictText.of(measured, healthy, causes, findings),
                healthy,
                findings,
                List.copyOf(causes),
                undecided,
                picker.pick(
                        undecided,
                        all.stream().map(Weighing.Weighed::cause).toList(),
                        healthy,
                        heard.platforms(),
                        facts));
    }

    /** All causes with all votes on them, also those that the diagnosis leaves out, in the order of the rule base. */
    public List<Cause> weigh(List<Verdict> verdicts, Hearing heard, FactTree facts) {
        return weighed(verdicts, heard, alike(heard), facts).stream()
                .map(Weighing.Weighed::cause)
                .toList();
    }

    private List<Weighing.Weighed> weighed(
            List<Verdict> verdicts, Hearing heard, Map<String, Likeness> alike, FactTree facts) {
        var said = new Weighing.Said(alike, heard.excluded(), heard.doubted(), answers(heard, facts), !measured(facts));
        var weighing = new Weighing(book, verdicts, said);
        return book.causes().values().stream().map(weighing::weigh).toList();
    }

    private Map<String, Likeness> alike(Hearing heard) {
        return heard.words().isBlank()
                ? Map.of()
                : symptoms.get().hear(heard.words()).causes();
    }

    private static boolean measured(FactTree facts) {
        return facts.roots().keySet().stream().anyMatch(MEASURED::contains);
    }

    /** Answers that the facts do not contradict: a claim never outweighs a measurement. */
    private Map<Question, Question.Option> answers(Hearing heard, FactTree facts) {
        var judge = new QuestionJudge(facts);
        var answers = new LinkedHashMap<Question, Question.Option>();
        for (var answer : heard.answers()) {
            book.question(answer.question())
                    .ifPresent(question -> question.option(answer.option())
                            .filter(option ->
                                    judge.answer(question).map(option::equals).orElse(true))
                            .ifPresent(option -> answers.put(question, option)));
        }
        return answers;
    }

    /** Makes ready what the first problem needs that is told in words. */
    public void warmUp() {
        symptoms.get();
    }

    private static List<Cause> hypotheses(List<Weighing.Weighed> all, boolean measured) {
        return all.stream()
                .filter(weighed -> !weighed.supported())
                .filter(weighed -> measured || weighed.words() > 0)
                .filter(weighed -> !measured || weighed.cause().support() > LEAST_LIKELY)
                .sorted(Comparator.comparingDouble(
                                (Weighing.Weighed w) -> w.cause().support())
                        .reversed())
                .limit(MOST_HYPOTHESES)
                .map(Weighing.Weighed::cause)
                .toList();
    }

    private static boolean isSymptom(Finding finding) {
        return finding.role() == Role.SYMPTOM && finding.severity().atLeast(Severity.MEDIUM);
    }

    private static List<Finding> findings(List<Verdict> verdicts) {
        var findings = new ArrayList<Finding>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Fires fires) {
                findings.addAll(fires.findings());
            }
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparingDouble(Finding::score)
                .reversed());
        return List.copyOf(findings);
    }

    private List<Undecided> undecided(List<Verdict> verdicts) {
        var undecided = new ArrayList<Undecided>();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Undecided unknown) {
                var rule = rules.get(unknown.rule());
                var title = rule == null ? unknown.rule() : rule.title();
                undecided.add(new Undecided(unknown.rule(), title, unknown.missing()));
            }
        }
        return List.copyOf(undecided);
    }
}
