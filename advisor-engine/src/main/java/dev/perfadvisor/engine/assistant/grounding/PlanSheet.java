package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Figures;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Result.BandReading;
import dev.perfadvisor.engine.model.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be said of the plan, of what to collect, of the evidence and of the tables. */
final class PlanSheet {

    private PlanSheet() {}

    static List<Citable> of(Result result) {
        var items = new ArrayList<Citable>();
        for (var stage : result.plan().stages()) {
            int number = 1;
            for (var step : stage.steps()) {
                items.add(step(stage.stage().id(), number, step));
                number++;
            }
        }
        int number = 1;
        for (var next : result.diagnosis().next()) {
            items.add(new Citable(
                    "next:" + number,
                    "next",
                    Subject.of(DiagnosisSheet.bare(next.ask())),
                    next.decides().isEmpty()
                            ? List.of(next.ask(), "To collect it: " + next.command())
                            : List.of(
                                    next.ask(),
                                    "To collect it: " + next.command(),
                                    "It decides about " + String.join(", ", next.decides()) + "."),
                    List.of(),
                    List.of()));
            number++;
        }
        result.artifacts().forEach(artifact -> items.add(artifact(artifact)));
        return items;
    }

    private static Citable step(String stage, int number, Step step) {
        var sentences = new ArrayList<String>();
        var status = switch (step.status()) {
            case DONE -> "is done";
            case OPEN -> "is open";
            case NOT_NEEDED -> "is not needed";
        };
        sentences.add("In the stage " + stage + " " + status + ": " + step.title() + ".");
        if (!step.detail().isEmpty()) {
            sentences.add("On " + step.title() + ": " + step.detail().replace(". ", "; "));
        }
        if (!step.command().isEmpty()) {
            sentences.add("The command: " + step.command());
        }
        if (!step.snippet().isEmpty()) {
            sentences.add("Like this: " + step.snippet());
        }
        return new Citable(
                "step:" + stage + "/" + number, "step", Subject.of(step.title()), sentences, List.of(), List.of());
    }

    private static Citable artifact(Artifact artifact) {
        var sentences = new ArrayList<String>();
        var how = switch (artifact.reading().status()) {
            case "complete" -> " was read.";
            case "partial" -> " was read in part.";
            default -> " was not read.";
        };
        sentences.add(artifact.name() + how);
        if (!artifact.format().isEmpty()) {
            sentences.add(artifact.name() + " is " + artifact.format() + ".");
        }
        if (artifact.from() != null && artifact.to() != null) {
            sentences.add(artifact.name() + " reaches from " + artifact.from() + " to " + artifact.to() + ".");
        }
        artifact.reading().problems().stream()
                .limit(3)
                .map(problem -> "A problem of " + artifact.name() + ": " + problem.cause())
                .forEach(sentences::add);
        return new Citable(
                "artifact:" + artifact.id(), "artifact", Subject.of(artifact.name()), sentences, List.of(), List.of());
    }

    /** The decision table, with what was measured beside it, and the caching table. */
    static List<Citable> tables(@Nullable Result result, Ledger.Library library) {
        var items = new ArrayList<Citable>();
        for (var band : library.bands()) {
            var readings = result == null ? List.<BandReading>of() : result.bands();
            items.add(band(
                    band,
                    readings.stream()
                            .filter(reading -> reading.band().id().equals(band.id()))
                            .toList()));
        }
        library.cachingTable().forEach(row -> items.add(caching(row)));
        return items;
    }

    private static Citable band(Band band, List<BandReading> readings) {
        var sentences = new ArrayList<String>();
        var exact = new ArrayList<Figure>();
        for (var reading : readings) {
            sentences.add("%s is %s, %s: %s."
                    .formatted(
                            band.metric(),
                            Figures.words(reading.value(), band.unit()),
                            reading.origin().id(),
                            reading.judgement()));
            exact.add(Figure.exact(reading.value(), band.unit()));
        }
        var better = band.higherIsBetter() ? "from" : "below";
        var worse = band.higherIsBetter() ? "below" : "over";
        sentences.add("The decision table calls %s good %s %s, acceptable %s %s and poor %s %s."
                .formatted(
                        band.metric(),
                        better,
                        Figures.words(band.good(), band.unit()),
                        better,
                        Figures.words(band.acceptable(), band.unit()),
                        worse,
                        Figures.words(band.poor(), band.unit())));
        return new Citable(
                "band:" + band.id(),
                "band",
                Subject.of(band.metric()),
                sentences,
                exact,
                List.of("fact:" + band.fact()));
    }

    private static Citable caching(CachingAdvice row) {
        return Citable.of(
                "cache:" + row.id(),
                "For %s, which changes %s: %s, %s, TTL %s."
                        .formatted(row.data(), row.volatility(), row.tier(), row.strategy(), row.ttl()),
                "%s is invalidated like this: %s.".formatted(row.data(), row.invalidation()),
                "Against a stampede on %s: %s.".formatted(row.data(), row.stampede()));
    }
}
