package dev.perfadvisor.engine.diagnosis;

import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Gain;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Verdict;
import dev.perfadvisor.engine.model.Vote;
import dev.perfadvisor.engine.rules.CauseDefinition;
import dev.perfadvisor.engine.rules.Question;
import dev.perfadvisor.engine.rules.Rule;
import dev.perfadvisor.engine.rules.RuleBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The support of a cause: its prior and the votes of the rules, in decibans. Of votes that see the same thing only the
 * strongest counts. What another finding explains counts for less. The user's words can tip the scales between causes
 * that are otherwise alike, and no more, unless nothing has been measured.
 */
final class Weighing {

    /** Votes of a finding that is a consequence of another one keep this share of their weight. */
    private static final double EXPLAINED = 0.4;

    /** Most that the user's words add beside measurements, in decibans. */
    private static final double WORDS = 10;

    /** The same where nothing has been measured, and words are all there is. */
    private static final double WORDS_ALONE = 60;

    /** What it costs a cause that the user says it is not, beside measurements: less than one of them brings. */
    private static final double DENIED = -6;

    /** The same where nothing has been measured. */
    private static final double DENIED_ALONE = -12;

    /** Rank of a cause whose share of time is unknown: as one that holds 40 %. */
    private static final double UNKNOWN_IMPACT = 0.4;

    private final RuleBook book;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Said said;
    private final Set<String> explained = new HashSet<>();

    /**
     * What was said.
     *
     * @param alike likeness of the words by cause id
     * @param answers chosen options that no measurement contradicts, by question
     * @param alone whether nothing has been measured
     */
    record Said(
            Map<String, Likeness> alike,
            List<String> excluded,
            List<String> doubted,
            Map<Question, Question.Option> answers,
            boolean alone) {}

    Weighing(RuleBook book, List<Verdict> verdicts, Said said) {
        this.book = book;
        this.said = said;
        verdicts.forEach(verdict -> this.verdicts.put(verdict.rule(), verdict));
        for (var rule : book.rules()) {
            if (this.verdicts.get(rule.id()) instanceof Verdict.Fires) {
                explained.addAll(rule.explains());
            }
        }
    }

    /**
     * A cause with its weight.
     *
     * @param supported whether measured evidence speaks for it more than anything speaks against it
     * @param words how much the user's words sound like it, in decibans
     * @param rank support, less what it loses for holding only part of the time
     */
    record Weighed(Cause cause, boolean supported, double rank, double words) {}

    Weighed weigh(CauseDefinition definition) {
        var votes = new ArrayList<Vote>();
        votes.add(new Vote("prior", "how common it is before any evidence", definition.prior(), true));
        // Words that sound like what the user then says it is not speak for it no longer.
        var likeness = said.doubted().contains(definition.id())
                ? Likeness.NONE
                : said.alike().getOrDefault(definition.id(), Likeness.NONE);
        double words = (said.alone() ? WORDS_ALONE : WORDS) * likeness.degree();
        if (words >= 0.5) {
            votes.add(new Vote("words", sounds(likeness), round(words), true));
        }
        votes.addAll(otherWords(definition));
        var firing = new ArrayList<Finding>();
        votes.addAll(ruleVotes(definition, firing));
        double support = round(
                votes.stream().filter(Vote::counted).mapToDouble(Vote::decibans).sum());
        boolean measured = firing.stream().anyMatch(Weighing::rests);
        Double impact = impact(firing);
        boolean supported = measured && support > 0;
        var cause = new Cause(
                definition.id(),
                definition.title(),
                supported ? firing.getFirst().diagnosis() : definition.description(),
                supported ? Cause.SUPPORTED : Cause.HYPOTHESIS,
                support,
                supported ? severity(firing, impact) : Severity.LOW,
                List.copyOf(votes),
                supported ? explains(firing) : List.of(),
                supported ? gain(impact, firing) : null,
                supported ? remedies(firing, definition) : definition.remedies());
        double share = impact == null ? UNKNOWN_IMPACT : Math.max(impact, 0.005);
        return new Weighed(cause, supported, support + 10 * Math.log10(share), words);
    }

    private static String sounds(Likeness likeness) {
        return likeness.sentence().isEmpty()
                ? "the problem as you put it is like descriptions of this cause"
                : "the problem as you put it is like a known description of this cause, not of yours: \""
                        + likeness.sentence() + "\"";
    }

    /** What the user denies, and answers to questions. */
    private List<Vote> otherWords(CauseDefinition definition) {
        var votes = new ArrayList<Vote>();
        double denied = said.alone() ? DENIED_ALONE : DENIED;
        if (said.doubted().contains(definition.id())) {
            votes.add(new Vote("doubt", "you say that it is not this", denied, true));
        } else if (said.excluded().contains(definition.group())) {
            votes.add(new Vote("doubt", "you say that it is not the " + definition.group(), denied, true));
        }
        said.answers().forEach((question, option) -> {
            double decibans = option.votes().getOrDefault(definition.id(), 0.0);
            if (decibans != 0) {
                votes.add(new Vote("answer:" + question.id(), "you say: " + option.label(), decibans, true));
            }
        });
        return votes;
    }

    /** Findings that speak for the cause, strongest first, go into {@code firing}. */
    private List<Vote> ruleVotes(CauseDefinition definition, List<Finding> firing) {
        record Cast(Vote vote, String group, List<Finding> findings) {}
        var casts = new ArrayList<Cast>();
        for (var rule : book.rules()) {
            for (var support : rule.supports()) {
                if (!support.cause().equals(definition.id())) {
                    continue;
                }
                switch (verdicts.get(rule.id())) {
                    case Verdict.Fires fires -> {
                        var worst = fires.findings().getFirst();
                        casts.add(new Cast(fired(rule, support, worst), support.group(), fires.findings()));
                    }
                    case Verdict.Clear _
                    when support.clear() < 0 ->
                        casts.add(new Cast(
                                new Vote(rule.id(), "not so: " + lower(rule.title()), support.clear(), true),
                                support.group(),
                                List.of()));
                    case null, default -> {}
                }
            }
        }
        var strongest = new LinkedHashMap<String, Cast>();
        for (var cast : casts) {
            strongest.merge(
                    cast.group(),
                    cast,
                    (a, b) -> Math.abs(b.vote().decibans()) > Math.abs(a.vote().decibans()) ? b : a);
        }
        casts.sort((a, b) -> Double.compare(b.vote().decibans(), a.vote().decibans()));
        var votes = new ArrayList<Vote>();
        for (var cast : casts) {
            var vote = cast.vote();
            votes.add(new Vote(vote.from(), vote.text(), vote.decibans(), strongest.containsValue(cast)));
            if (vote.decibans() > 0) {
                firing.addAll(cast.findings());
            }
        }
        return votes;
    }

    private Vote fired(Rule rule, Rule.Support support, Finding finding) {
        double weight = support.fired() * (0.5 + finding.score() / 200);
        if (explained.contains(rule.id())) {
            return new Vote(
                    rule.id(), finding.title() + " (explained by another finding)", round(weight * EXPLAINED), true);
        }
        return new Vote(rule.id(), finding.title(), round(weight), true);
    }

    private static boolean rests(Finding finding) {
        return finding.evidence().stream().anyMatch(fact -> fact.origin() == Origin.MEASURED && fact.value() != null);
    }

    private static @Nullable Double impact(List<Finding> firing) {
        Double most = null;
        for (var finding : firing) {
            var impact = finding.impact();
            if (impact != null && (most == null || impact > most)) {
                most = impact;
            }
        }
        return most;
    }

    /** What holds next to none of the time can not be what users complain about. */
    private static Severity severity(List<Finding> firing, @Nullable Double impact) {
        var severity = firing.stream()
                .filter(finding -> finding.role() != Role.SYMPTOM)
                .map(Finding::severity)
                .max(Severity::compareTo)
                .orElse(Severity.LOW);
        if (impact != null && impact < 0.05) {
            return Severity.LOW;
        }
        boolean part = impact != null && impact < 0.2;
        return part && severity == Severity.HIGH ? Severity.MEDIUM : severity;
    }

    private List<String> explains(List<Finding> firing) {
        var explains = new LinkedHashSet<String>();
        for (var finding : firing) {
            book.rule(finding.rule())
                    .ifPresent(rule -> rule.explains().stream()
                            .filter(id -> verdicts.get(id) instanceof Verdict.Fires)
                            .forEach(explains::add));
        }
        firing.forEach(finding -> explains.remove(finding.rule()));
        return List.copyOf(explains);
    }

    private static @Nullable Gain gain(@Nullable Double impact, List<Finding> firing) {
        if (impact == null || impact <= 0) {
            return null;
        }
        double share = Math.min(impact, 0.99);
        double factor = 1 / (1 - share);
        var what = firing.stream()
                .filter(f -> impact.equals(f.impact()))
                .findFirst()
                .orElse(firing.getFirst());
        var text =
                "%s of request time goes into it (%s): without it requests can be at most %s times faster, 1 / (1 - %s)"
                        .formatted(
                                Figures.percent(share),
                                what.subject().isEmpty() ? lower(what.title()) : cut(what.subject()),
                                Figures.plain(factor),
                                String.format(Locale.ROOT, "%.2f", share));
        return new Gain(share, factor, text);
    }

    /** Of those that come to the same, the one of the strongest finding; those that cost least come first. */
    private static List<Remedy> remedies(List<Finding> firing, CauseDefinition definition) {
        var all =
                firing.stream().flatMap(finding -> finding.remedies().stream()).toList();
        var remedies = new ArrayList<Remedy>();
        for (var remedy : all.isEmpty() ? definition.remedies() : all) {
            if (remedies.stream().noneMatch(remedy::isLike)) {
                remedies.add(remedy);
            }
        }
        remedies.sort(Comparator.comparingInt(Remedy::trouble));
        return List.copyOf(remedies);
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    private static String lower(String title) {
        boolean acronym = title.length() > 1 && Character.isUpperCase(title.charAt(1));
        return title.isEmpty() || acronym ? title : Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    private static double round(double decibans) {
        return Math.round(decibans * 10) / 10.0;
    }
}
