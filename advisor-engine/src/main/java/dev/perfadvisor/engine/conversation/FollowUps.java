package dev.perfadvisor.engine.conversation;

import dev.perfadvisor.engine.diagnosis.Relevance;
import dev.perfadvisor.engine.evidence.problem.ProblemFacts;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers questions about a diagnosis from what it holds; what it does not hold is said to be unknown. */
final class FollowUps {

    private static final int MOST = 4;

    private final RuleBook book;
    private final Relevance relevance;
    private final Result result;
    private final Cause cause;
    private final CauseDefinition definition;

    /** @param cause the one that is asked about */
    FollowUps(RuleBook book, Relevance relevance, Result result, Cause cause) {
        this.book = book;
        this.relevance = relevance;
        this.result = result;
        this.cause = cause;
        this.definition = Objects.requireNonNull(book.causes().get(cause.id()));
    }

    /**
     * What is known of a matter that is neither {@link Matter#SUSPECT} nor {@link Matter#OUTCOME}.
     *
     * @param text the question, in lower case
     */
    Reply.Answered about(Matter matter, String text) {
        return switch (matter) {
            case GAIN -> gain(matter);
            case CERTAINTY -> certainty(matter);
            case FIRST -> first(matter);
            case OTHERS -> others(matter);
            case STATEMENT -> statement(matter);
            case START -> start(matter);
            case URGENCY -> urgency(matter);
            case EFFORT ->
                remedies(
                        matter,
                        "How long it takes I can not tell, as I do not see your code; the kind of change says how much work it"
                                + " is.",
                        remedy -> "effort " + remedy.effort().id());
            case RISK -> new Changes(result, cause).risk();
            case UNDO -> new Changes(result, cause).undo();
            case CHANGE -> new Changes(result, cause).statement(text);
            case TRUST -> new Reliance(book, result).trust();
            case SETTING -> new Reliance(book, result).setting(text);
            case PLACE -> new Places(result, cause).told(findings());
            case BASIS -> basis(matter);
            case NAMED -> new Mentions(result).answer(text);
            case VERDICT -> verdict(matter);
            case PROPOSAL -> new Proposal(relevance, result).answer(text);
            case NEAREST -> new Mentions(result).near(relevance, text);
            case SUMMARY -> Summary.of(result, cause, definition);
            case SUSPECT, OUTCOME -> throw new IllegalArgumentException("This has an answer of its own");
        };
    }

    /** The metrics of the decision table, each with its limits. */
    private Reply.Answered verdict(Matter matter) {
        var points = result.bands().stream()
                .map(reading -> reading.band().metric() + " "
                        + Figures.words(reading.value(), reading.band().unit()) + ": "
                        + reading.judgement() + " (good is "
                        + Figures.words(reading.band().good(), reading.band().unit()) + ", acceptable "
                        + Figures.words(
                                reading.band().acceptable(), reading.band().unit()) + ")")
                .toList();
        return new Reply.Answered(
                matter,
                points.isEmpty()
                        ? "That was not measured: no load test and no figure says how fast it is."
                        : result.diagnosis().verdict(),
                points,
                "");
    }

    private Reply.Answered gain(Matter matter) {
        var gain = cause.gain();
        var text = gain == null
                ? "That is not known: the evidence does not say which share of the request time goes into "
                        + named(cause) + "."
                : named(cause) + ": " + gain.text() + ". That is the most it can bring.";
        return new Reply.Answered(
                matter,
                text,
                cause.remedies().stream()
                        .map(remedy -> remedy.what() + ": " + remedy.gain())
                        .distinct()
                        .toList(),
                "");
    }

    private Reply.Answered certainty(Matter matter) {
        var points = new ArrayList<String>();
        findings()
                .flatMap(finding -> finding.falsePositives().stream())
                .distinct()
                .forEach(exception -> points.add("It would be a false alarm for: " + exception));
        result.diagnosis().next().stream()
                .filter(next -> next.decides().contains(cause.id()))
                .limit(1)
                .forEach(next -> points.add("This would make it surer: " + next.ask()));
        if (!supported(cause)) {
            return new Reply.Answered(
                    matter,
                    "Not sure: " + named(cause) + " is a hypothesis, and nothing that was measured decides it.",
                    points,
                    "");
        }
        var text = "The evidence speaks for " + named(cause) + ": the votes for it and against it add up to "
                + Figures.plain(cause.support()) + " decibans" + runnerUp()
                + ". That ranks causes, and is no probability;"
                + " why " + cause.id() + " shows the sum." + doubt();
        return new Reply.Answered(matter, text, points, "");
    }

    /** The next best cause, or the best one where another one is asked about. */
    private String runnerUp() {
        boolean first = result.diagnosis().causes().getFirst().equals(cause);
        return others().findFirst()
                .map(other -> ", against " + Figures.plain(other.support()) + " for " + other.title()
                        + (first ? order(other) : ", which comes first"))
                .orElse("");
    }

    /** Why a cause with more votes comes after this one. */
    private String order(Cause next) {
        if (next.support() <= cause.support()) {
            return "";
        }
        return next.severity() == Severity.LOW
                ? ", which comes after it all the same, as its severity is low"
                : ", which comes after it all the same, as less of the time of requests goes into it";
    }

    /** What the user's own words take off, which the measurements do not. */
    private String doubt() {
        double off = cause.why().stream()
                .filter(vote -> vote.from().equals("doubt"))
                .mapToDouble(Vote::decibans)
                .sum();
        return off == 0
                ? ""
                : " You said that it is not that, which takes " + Figures.plain(-off)
                        + " decibans off; say that it is after all, or undo, and they are back.";
    }

    private Reply.Answered first(Matter matter) {
        var first = result.diagnosis().causes().getFirst();
        var text = "First " + named(first) + ", " + weight(first)
                + ". The causes are in the order in which they are worth acting on.";
        var begin = first.remedies().stream().map(Remedy::what).limit(1).toList();
        var points = Stream.concat(
                        begin.stream().map(what -> "Begin with: " + what),
                        result.diagnosis().causes().stream()
                                .skip(1)
                                .limit(MOST)
                                .map(next -> "Then " + named(next) + ", " + weight(next)))
                .toList();
        return new Reply.Answered(matter, text, points, "");
    }

    private Reply.Answered others(Matter matter) {
        var points = others().limit(MOST)
                .map(other -> named(other) + ", " + weight(other))
                .toList();
        var text = points.isEmpty()
                ? "Nothing else that the evidence or your words point to."
                : "Besides " + named(cause) + " there is:";
        int undecided = result.diagnosis().undecided().size();
        var unknown = undecided == 0
                ? ""
                : " " + undecided + " rules could not be judged, as facts are missing; next says"
                        + " which evidence has them.";
        return new Reply.Answered(matter, points.isEmpty() ? text + unknown : text, with(points, unknown.strip()), "");
    }

    private Reply.Answered statement(Matter matter) {
        var own = findings().filter(FollowUps::isStatement).toList();
        var found = own.isEmpty()
                ? result.diagnosis().findings().stream()
                        .filter(FollowUps::isStatement)
                        .toList()
                : own;
        if (found.isEmpty()) {
            return new Reply.Answered(
                    matter,
                    "No statement is known: no finding of this diagnosis is about one. A slow query log has them.",
                    List.of(),
                    "");
        }
        var text = own.isEmpty()
                ? "No statement belongs to " + named(cause) + ". These were found besides:"
                : "Behind " + named(cause) + ":";
        return new Reply.Answered(
                matter,
                text,
                found.stream().map(Finding::diagnosis).distinct().limit(MOST).toList(),
                String.join(
                        "\n\n",
                        found.stream()
                                .map(Finding::subject)
                                .distinct()
                                .limit(MOST)
                                .toList()));
    }

    private static boolean isStatement(Finding finding) {
        return !finding.subject().isEmpty()
                && finding.evidence().stream().anyMatch(fact -> fact.path().startsWith("sql.statements"));
    }

    private Reply.Answered start(Matter matter) {
        var said = result.facts().root("said", ProblemFacts.class);
        var since = said == null ? null : said.since();
        var text = since == null
                ? "That is not known: you have not said it, and a diagnosis shows what is, not since when."
                : "You said: " + since + ". I know no more of it.";
        var covered = result.artifacts().stream()
                .filter(artifact -> artifact.from() != null && artifact.to() != null)
                .map(artifact -> artifact.name() + " is from " + artifact.from() + " to " + artifact.to())
                .limit(MOST)
                .toList();
        return new Reply.Answered(
                matter,
                text + " A measurement from before, held against this one with compare, tells what has changed."
                        + (covered.isEmpty() ? "" : " The evidence covers these times:"),
                covered,
                "");
    }

    private Reply.Answered urgency(Matter matter) {
        if (!supported(cause)) {
            return new Reply.Answered(
                    matter,
                    "That is not known: " + named(cause) + " is a hypothesis, and its weight was not measured.",
                    List.of(),
                    "");
        }
        var text = switch (cause.severity()) {
            case LOW -> "It can wait, as far as was measured.";
            case MEDIUM -> "It can wait for a while, and not for long.";
            case HIGH -> "Better not.";
        };
        return new Reply.Answered(
                matter,
                named(cause) + ": severity " + cause.severity().id() + ". " + text
                        + " How many users it hits, and what that costs you, is not in the evidence.",
                findings().map(Finding::diagnosis).distinct().limit(MOST).toList(),
                "");
    }

    private Reply.Answered remedies(Matter matter, String text, Function<Remedy, String> what) {
        return new Reply.Answered(
                matter,
                text,
                cause.remedies().stream()
                        .map(remedy -> what.apply(remedy) + ": " + remedy.what())
                        .distinct()
                        .toList(),
                "");
    }

    private Reply.Answered basis(Matter matter) {
        var points = Stream.concat(
                        result.problem().text().lines().map(line -> "You said: " + line),
                        result.artifacts().stream().map(FollowUps::read))
                .toList();
        var text = result.artifacts().isEmpty()
                ? "On your words alone; nothing was measured yet."
                : "On what was read, and on " + result.diagnosis().findings().size() + " findings in it.";
        return new Reply.Answered(matter, text, points, "");
    }

    private static String read(Artifact artifact) {
        return artifact.name() + ": " + artifact.kind() + (artifact.format().isEmpty() ? "" : ", " + artifact.format())
                + ", " + artifact.reading().status();
    }

    private Stream<Cause> others() {
        return result.diagnosis().causes().stream().filter(other -> !other.id().equals(cause.id()));
    }

    /** The findings that speak of the cause. */
    private Stream<Finding> findings() {
        var rules = cause.why().stream().map(Vote::from).toList();
        return result.diagnosis().findings().stream()
                .filter(finding -> finding.role() != Role.QUALITY && rules.contains(finding.rule()));
    }

    static boolean supported(Cause cause) {
        return cause.status().equals(Cause.SUPPORTED);
    }

    static String named(Cause cause) {
        return cause.title() + " (" + cause.id() + ")";
    }

    /** What a cause weighs, in a few words. */
    static String weight(Cause cause) {
        if (!supported(cause)) {
            return "a hypothesis";
        }
        var gain = cause.gain();
        return "severity " + cause.severity().id()
                + (gain == null ? "" : ", " + Figures.percent(gain.share()) + " of the time of requests");
    }

    private static List<String> with(List<String> points, String last) {
        return points.isEmpty() || last.isEmpty()
                ? points
                : Stream.concat(points.stream(), Stream.of(last)).toList();
    }
}
