package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.CauseChange;
import dev.perfadvisor.engine.model.Comparison;
import dev.perfadvisor.engine.model.Comparison.Measure;
import dev.perfadvisor.engine.model.Comparison.Side;
import dev.perfadvisor.engine.model.Comparison.TestRun;
import dev.perfadvisor.engine.model.ComparisonVerdict;
import dev.perfadvisor.engine.model.Difference;
import dev.perfadvisor.engine.model.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a comparison. What is not proven is called so in the sentence that says it, so that the one can not be
 * said without the other.
 */
final class ComparisonSheet {

    private final String id;
    private final Subject subject;
    private final Comparison comparison;
    private final List<Citable> items = new ArrayList<>();

    private ComparisonSheet(String id, Subject subject, Comparison comparison) {
        this.id = id;
        this.subject = subject;
        this.comparison = comparison;
    }

    /**
     * The verdict first, then figures, causes and what else differs.
     *
     * @param id of the verdict; the others are below it
     * @param sides in words, as no sentence is true of other ones
     */
    static List<Citable> of(String id, String sides, Comparison comparison) {
        var sheet = new ComparisonSheet(id, Subject.of(sides), comparison);
        sheet.verdict();
        int number = 1;
        for (var measure : comparison.measures()) {
            sheet.measure(number++, measure);
        }
        comparison.causes().forEach(sheet::cause);
        number = 1;
        for (var difference : comparison.differences()) {
            sheet.difference(number++, difference);
        }
        return List.copyOf(sheet.items);
    }

    /** Texts in it that others wrote. */
    static Set<String> texts(Comparison comparison) {
        var texts = new LinkedHashSet<String>();
        comparison.measures().forEach(measure -> texts.add(measure.subject()));
        comparison.differences().forEach(difference -> texts.add(difference.subject()));
        comparison.environment().forEach(setting -> {
            texts.add(setting.base());
            texts.add(setting.candidate());
        });
        texts.remove("");
        return texts;
    }

    private void add(String below, List<String> sentences, List<Figure> exact) {
        items.add(new Citable(id + below, "comparison", subject, sentences, exact, List.of()));
    }

    private void verdict() {
        var sentences = new ArrayList<>(List.of(comparison.answer()));
        if (comparison.verdict() instanceof ComparisonVerdict.NotComparable(var reasons)) {
            reasons.forEach(reason -> sentences.add("The two can not be compared, as " + reason + "."));
        }
        if (!comparison.explanation().isEmpty()) {
            sentences.add(comparison.explanation());
        }
        sentences.add(size("base", comparison.base()) + " " + size("candidate", comparison.candidate()));
        comparison
                .environment()
                .forEach(setting -> sentences.add("The sides did not run in the same environment: " + setting.name()
                        + " was " + setting.base() + " and is " + setting.candidate() + "."));
        comparison
                .notes()
                .forEach(note -> sentences.add("A limit of this comparison: "
                        + DiagnosisSheet.bare(note).replace(". ", "; ") + "."));
        comparison
                .uncompared()
                .forEach(area -> sentences.add("Not compared, as the sides do not tell it alike: " + area + "."));
        var exact = new ArrayList<Figure>();
        comparison.measures().forEach(measure -> exact.addAll(ratio(measure)));
        add("", sentences, exact);
    }

    private static String size(String name, Side side) {
        var requests = side.runs().stream()
                .map(TestRun::requests)
                .filter(Objects::nonNull)
                .mapToLong(count -> count)
                .sum();
        int runs = side.runs().size();
        return "The %s has %d %s with %s requests."
                .formatted(name, runs, runs == 1 ? "run" : "runs", Figures.plain((double) requests));
    }

    private static List<Figure> ratio(Measure measure) {
        var ratio = measure.ratio();
        return List.of(Figure.exact(ratio.value(), ""), Figure.exact(ratio.low(), ""), Figure.exact(ratio.high(), ""));
    }

    private void measure(int number, Measure measure) {
        var title = measure.title();
        var ratio = measure.ratio();
        double change = Math.abs(ratio.value() - 1);
        var exact = new ArrayList<>(ratio(measure));
        exact.add(Figure.exact(change, "ratio"));
        measure.base().forEach(seconds -> exact.add(Figure.exact(seconds, "s")));
        measure.candidate().forEach(seconds -> exact.add(Figure.exact(seconds, "s")));
        add(
                "/measure/" + number,
                List.of(
                        change(title, measure.verdict(), Figures.percent(change), ratio.value() > 1),
                        "%s is %s in the base and %s in the candidate."
                                .formatted(title, range(measure.base(), "s"), range(measure.candidate(), "s")),
                        "%s of the candidate is %s times that of the base, with 95 %% confidence between %s and %s times."
                                .formatted(
                                        title,
                                        Figures.plain(ratio.value()),
                                        Figures.plain(ratio.low()),
                                        Figures.plain(ratio.high())),
                        "%s was judged like this: %s, p %s after correction for the number of figures."
                                .formatted(title, measure.method().words(), number(measure.corrected()))),
                exact);
    }

    private static String number(@Nullable Double number) {
        return number == null ? "unknown" : Figures.plain(number);
    }

    private static String change(String title, ComparisonVerdict verdict, String percent, boolean slower) {
        return switch (verdict) {
            case ComparisonVerdict.Worse _ -> title + " got " + percent + " worse.";
            case ComparisonVerdict.Better _ -> title + " got " + percent + " better.";
            case ComparisonVerdict.NoChange(double within) ->
                title + " did not change by more than " + Figures.percent(within) + ".";
            case ComparisonVerdict.NotProven(var indication, var runs) ->
                "It is not proven that " + title + " changed: it is " + percent + (slower ? " higher" : " lower")
                        + " in the candidate, which "
                        + switch (indication) {
                            case NONE -> "points nowhere";
                            case BETTER -> "indicates better";
                            case WORSE -> "indicates worse";
                        }
                        + (runs == null
                                ? ", and over 100 runs a side would decide."
                                : ", and " + runs + " runs a side would decide.");
            case ComparisonVerdict.Mixed _, ComparisonVerdict.NotComparable _ -> title + ": " + verdict.words() + ".";
        };
    }

    private void cause(CauseChange cause) {
        var what = cause.title() + " (" + cause.id() + ")";
        var sentence = switch (cause.change()) {
            case NEW ->
                cause.certain()
                        ? what + " is new in the candidate."
                        : what
                                + " is found in the candidate, and perhaps not new, as the evidence of the base would not have"
                                + " shown it.";
            case GONE ->
                cause.certain()
                        ? what + " is gone in the candidate."
                        : what + " is not seen in the candidate, whose evidence would not have shown it.";
            case STRONGER -> what + " is stronger in the candidate.";
            case WEAKER -> what + " is weaker in the candidate.";
            case SAME -> what + " is the same in both.";
        };
        var exact = new ArrayList<Figure>();
        known(cause.base()).forEach(support -> exact.add(Figure.exact(support, "")));
        known(cause.candidate()).forEach(support -> exact.add(Figure.exact(support, "")));
        add(
                "/cause/" + cause.id(),
                List.of(
                        sentence,
                        "%s has a support of %s in the base and of %s in the candidate."
                                .formatted(cause.title(), support(cause.base()), support(cause.candidate()))),
                exact);
    }

    private static List<Double> known(List<@Nullable Double> supports) {
        var known = new ArrayList<Double>();
        for (var support : supports) {
            if (support != null) {
                known.add(support);
            }
        }
        return known;
    }

    private static String support(List<@Nullable Double> supports) {
        var known = known(supports);
        return known.isEmpty() ? "no decibans" : range(known, "") + " decibans";
    }

    private void difference(int number, Difference difference) {
        var unit = difference.trait().unit();
        var exact = new ArrayList<Figure>();
        difference.base().values().forEach(value -> exact.add(Figure.exact(value, unit)));
        difference.candidate().values().forEach(value -> exact.add(Figure.exact(value, unit)));
        add(
                "/difference/" + number,
                List.of("%s %s: %s in the base and %s in the candidate, which is %s."
                        .formatted(
                                difference.title(),
                                switch (difference.change()) {
                                    case APPEARED -> "appeared";
                                    case DISAPPEARED -> "disappeared";
                                    case MORE -> "is more";
                                    case LESS -> "is less";
                                },
                                side(difference.base(), unit),
                                side(difference.candidate(), unit),
                                difference.proven() ? "proven" : "not proven")),
                exact);
    }

    private static String side(Difference.Side side, String unit) {
        return (side.atMost() ? "at most " : "") + range(side.values(), unit);
    }

    /** {@code 118 ms to 124 ms}: the least and the most of the runs. */
    private static String range(Collection<Double> values, String unit) {
        var all = values.stream().mapToDouble(value -> value).summaryStatistics();
        if (all.getCount() == 0) {
            return "unknown";
        }
        var low = Figures.words(all.getMin(), unit);
        var high = Figures.words(all.getMax(), unit);
        return low.equals(high) ? low : String.format(Locale.ROOT, "%s to %s", low, high);
    }
}
