package dev.perfadvisor.engine;

import dev.perfadvisor.engine.conversation.Case;
import dev.perfadvisor.engine.conversation.Dialogue;
import dev.perfadvisor.engine.conversation.KeptCase;
import dev.perfadvisor.engine.conversation.Turn;
import dev.perfadvisor.engine.diagnosis.Diagnoser;
import dev.perfadvisor.engine.diagnosis.Planner;
import dev.perfadvisor.engine.diagnosis.SymptomIndex;
import dev.perfadvisor.engine.evidence.Gathered;
import dev.perfadvisor.engine.evidence.Taken;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.evidence.problem.ProblemReader;
import dev.perfadvisor.engine.loadgen.LoadKind;
import dev.perfadvisor.engine.loadgen.LoadTestOrder;
import dev.perfadvisor.engine.loadgen.LoadTestScript;
import dev.perfadvisor.engine.loadgen.Tool;
import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Progress;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.render.Document;
import dev.perfadvisor.engine.rules.BandJudge;
import dev.perfadvisor.engine.rules.Lazy;
import dev.perfadvisor.engine.rules.Matcher;
import dev.perfadvisor.engine.rules.RuleBook;
import dev.perfadvisor.engine.rules.RuleSchema;
import dev.perfadvisor.engine.rules.StepJudge;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The advisor: evidence and a problem in, a result out. Immutable, and safe to use from many threads. */
public final class Advisor {

    private final RuleBook book;
    private final FactReader reader = new FactReader();
    private final ProblemReader problems;
    private final Matcher matcher;
    private final Diagnoser diagnoser;
    private final Planner planner;
    private final Hearings hearings;
    private final Lazy<SymptomIndex> symptoms;
    private final Lazy<Dialogue> dialogue;

    /**
     * An advisor with the rule base on the class path and packs of the user's.
     *
     * @param packs directories with rules of the user's own; later ones replace rules of the same id
     * @throws UnusableRulesException with all that is wrong in the rules
     */
    public Advisor(List<Path> packs) {
        this(RuleSources.load(packs, !packs.isEmpty()));
        meanwhile(book.language()::warmUp);
    }

    private Advisor(RuleSources rules) {
        this.book = rules.book();
        this.problems = new ProblemReader(book.keywords().stream()
                .collect(Collectors.toMap(RuleBook.KeywordGroup::id, RuleBook.KeywordGroup::words)));
        this.matcher = new Matcher(book);
        this.symptoms = new Lazy<>(rules::symptoms);
        this.diagnoser = new Diagnoser(book, symptoms);
        this.planner = new Planner(book);
        this.hearings = new Hearings(book.bands());
        this.dialogue = new Lazy<>(() -> new Dialogue(book, symptoms, this::diagnose));
    }

    /** What is needed when the evidence was read can be made ready while it is. */
    private static void meanwhile(Runnable task) {
        Thread.ofPlatform().daemon().name("warm-up").start(task);
    }

    /**
     * An advisor whose rules have all been checked to the last expression, which takes some seconds: for those who write
     * rules. The rules on the class path are taken as checked otherwise.
     */
    public static Advisor checked(List<Path> packs) {
        return new Advisor(RuleSources.load(packs, true));
    }

    /**
     * Reads the evidence and answers the problem. Evidence that can not be read is told in the result and keeps nothing
     * else from being read.
     */
    public Result diagnose(Problem problem, List<Given> evidence, Progress progress) {
        if (!problem.text().isBlank()) {
            meanwhile(diagnoser::warmUp);
        }
        return diagnose(problem, read(evidence, progress));
    }

    /** Reads evidence, for {@link #diagnose(Problem, Gathered)}. Evidence that can not be read is told in the artifacts. */
    public Gathered read(List<Given> evidence, Progress progress) {
        return reader.read(evidence, progress);
    }

    /** Reads evidence without bringing it together, where it may be of several runs. */
    List<Taken> take(List<Given> evidence, Progress progress) {
        return reader.take(evidence, progress);
    }

    /** Answers the problem from evidence that was read before. */
    public Result diagnose(Problem problem, Gathered evidence) {
        var artifacts = evidence.artifacts();
        var said = problems.read(problem.text(), problem.opinions());
        var facts = Gathering.facts(evidence, said);
        var diagnosis = diagnoser.diagnose(matcher.match(facts), hearings.of(problem, said, facts), facts);
        var plan = planner.plan(diagnosis, new StepJudge(book, facts), LoadTests.validation(facts, book.bands()));
        return new Result(
                problem,
                artifacts,
                facts,
                BandJudge.judge(book, facts),
                caching(
                        facts,
                        diagnosis.causes().stream()
                                .limit(3)
                                .anyMatch(cause -> cause.id().startsWith("cache."))),
                diagnosis,
                plan);
    }

    /** All sentences that what users say is compared with. */
    public List<String> knownSentences() {
        return symptoms.get().texts();
    }

    /** The conversation about a problem. */
    public Dialogue dialogue() {
        return dialogue.get();
    }

    /**
     * Reads evidence into a case, and answers it.
     *
     * @param evidence all of the case, not only what is new
     */
    public Turn attach(Case current, List<Given> evidence, Progress progress) {
        var names = evidence.stream().map(Given::name).toList();
        return dialogue().attach(current, read(evidence, progress), names);
    }

    /** The facts of the evidence of a case, as JSON. */
    public String factsJson(Case current) {
        return facts(current.evidence()).json();
    }

    /** A case as text that {@link #reopen} takes. */
    public String keep(Case current) {
        return KeptCase.write(current, current.attached().isEmpty() ? "" : factsJson(current));
    }

    /** The same without the facts of its evidence, which are to be kept beside it. */
    public String keepWithoutFacts(Case current) {
        return KeptCase.write(current, "");
    }

    /**
     * A case as it was kept, diagnosed again by the rules of today.
     *
     * @throws KeptCase.UnreadableException when the text is no case
     */
    public Turn reopen(String kept) {
        return reopen(kept, "");
    }

    /**
     * The same where the facts of its evidence were kept beside it.
     *
     * @param facts empty when they are in the text, or there are none
     */
    public Turn reopen(String kept, String facts) {
        return dialogue().again(KeptCase.read(kept, facts, this::readBack));
    }

    /**
     * Answers a case from facts that were read elsewhere, in place of the evidence it had.
     *
     * @param facts of all evidence of the case, in the form {@code advisor.facts/1}; empty when it has none
     * @param names of that evidence, as the user knows it
     */
    public Turn attachFacts(Case current, String facts, List<String> names) {
        return dialogue().attach(current, KeptCase.evidence(facts, this::readBack), names);
    }

    /** Answers the problem from facts that were read elsewhere, in the form {@code advisor.facts/1}; empty for none. */
    public Result diagnoseFacts(Problem problem, String facts) {
        return diagnose(problem, KeptCase.evidence(facts, this::readBack));
    }

    private Gathered readBack(String facts) {
        return read(
                List.of(new Given.OfStream(
                        "facts.json", () -> new ByteArrayInputStream(facts.getBytes(StandardCharsets.UTF_8)))),
                Progress.SILENT);
    }

    /** All causes with all votes on them, of a case that was diagnosed. */
    List<Cause> weighed(Result result) {
        var problem = result.problem();
        var said = problems.read(problem.text(), problem.opinions());
        var facts = result.facts();
        return diagnoser.weigh(matcher.match(facts), hearings.of(problem, said, facts), facts);
    }

    /** The caching table, where the question or the diagnosis is about caching. */
    private List<CachingAdvice> caching(FactTree facts, boolean diagnosed) {
        var said = facts.root("said", ProblemFacts.class);
        boolean asked = said != null && said.topics().contains("caching");
        return asked || diagnosed ? book.caching() : List.of();
    }

    /** What the evidence holds, without judging it. */
    public FactReader.Facts facts(List<Given> evidence, Progress progress) {
        return reader.facts(evidence, progress);
    }

    /** The same of evidence that was read before. */
    public FactReader.Facts facts(Gathered evidence) {
        return reader.facts(evidence);
    }

    /**
     * Writes a load test.
     *
     * @param from OpenAPI, HAR or URLs to request, or evidence with a load test; empty when the order has the URLs
     * @throws UnusableOrderException with a sentence that says what is wrong and what to do
     */
    public LoadTestScript loadTest(LoadTestOrder order, List<Given> from, Progress progress) {
        return new LoadTests(this, book.bands()).write(order, from, progress);
    }

    /** Writes a load test of requests that were read elsewhere, as {@link Requested} finds them. */
    public LoadTestScript loadTest(LoadTestOrder order, Traffic described) {
        return new LoadTests(this, book.bands()).write(order, described);
    }

    /**
     * Writes a load test with the requests, the mix and the rate of evidence that was read elsewhere.
     *
     * @param facts of that evidence, in the form {@code advisor.facts/1}
     * @param names of it, as the user knows it
     */
    public LoadTestScript loadTestOfFacts(LoadTestOrder order, String facts, List<String> names) {
        return new LoadTests(this, book.bands()).write(order, KeptCase.evidence(facts, this::readBack), names);
    }

    /** Writes a load test with the requests, the mix and the rate of a diagnosis; with those to fill in where it has none. */
    public LoadTestScript loadTest(LoadKind kind, Tool tool, Result from) {
        return LoadTests.of(from.facts(), book.bands(), kind, tool);
    }

    /** All that the advisor knows. */
    RuleBook book() {
        return book;
    }

    /** What words claim. */
    ProblemFacts said(String words) {
        return problems.read(words);
    }

    /** All rules as a document. */
    public Document rules() {
        return RulePages.catalogue(book);
    }

    /** The page of one rule, empty when there is none of that id. */
    public Optional<Document> rule(String id) {
        return book.rule(id).map(rule -> RulePages.page(rule, book));
    }

    /** All rules, causes and tables as JSON, {@code advisor.rules/1}. */
    public Map<String, Object> rulesJson() {
        return RuleJson.catalogue(book);
    }

    /** One rule as JSON, {@code advisor.rule/1}; empty when there is none of that id. */
    public Optional<Map<String, Object>> ruleJson(String id) {
        return book.rule(id).map(rule -> RuleJson.rule(rule, book));
    }

    /** The JSON Schema of a rule file, with the causes, rules and facts that there are. */
    public Map<String, Object> ruleSchema() {
        return RuleSchema.of(book);
    }

    /** The decision table. */
    public List<Band> decisionTable() {
        return List.copyOf(book.bands().values());
    }

    /** The caching table, all of it. */
    public List<CachingAdvice> cachingTable() {
        return book.caching();
    }

    /** Ids of all rules. */
    public List<String> ruleIds() {
        return book.rules().stream().map(rule -> rule.id()).toList();
    }

    /** Ids of all causes. */
    public List<String> causeIds() {
        return List.copyOf(book.causes().keySet());
    }

    /** Titles by id of the rules that have a word in their id or title. */
    public SortedMap<String, String> rulesNamed(String word) {
        var wanted = word.toLowerCase(Locale.ROOT);
        return book.rules().stream()
                .filter(rule -> (rule.id() + " " + rule.title())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .collect(Collectors.toMap(rule -> rule.id(), rule -> rule.title(), (a, _) -> a, TreeMap::new));
    }

    /** Runs the examples that all rules carry. */
    public RuleCheck testRules() {
        return RuleCheck.of(book, book.rules());
    }

    /** Runs the examples that one rule carries; a rule that does not exist has none. */
    public RuleCheck testRule(String id) {
        return RuleCheck.of(book, book.rule(id).stream().toList());
    }
}
