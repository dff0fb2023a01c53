package dev.perfadvisor.engine.render;

import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Band;
import dev.perfadvisor.engine.model.CachingAdvice;
import dev.perfadvisor.engine.model.Capability;
import dev.perfadvisor.engine.model.Cause;
import dev.perfadvisor.engine.model.Chart;
import dev.perfadvisor.engine.model.Charted;
import dev.perfadvisor.engine.model.Diagnosis;
import dev.perfadvisor.engine.model.Fact;
import dev.perfadvisor.engine.model.FactTree;
import dev.perfadvisor.engine.model.Finding;
import dev.perfadvisor.engine.model.Gain;
import dev.perfadvisor.engine.model.NextEvidence;
import dev.perfadvisor.engine.model.Origin;
import dev.perfadvisor.engine.model.Plan;
import dev.perfadvisor.engine.model.Problem;
import dev.perfadvisor.engine.model.Proof;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import dev.perfadvisor.engine.model.Remedy;
import dev.perfadvisor.engine.model.Result;
import dev.perfadvisor.engine.model.Role;
import dev.perfadvisor.engine.model.Severity;
import dev.perfadvisor.engine.model.Stage;
import dev.perfadvisor.engine.model.Step;
import dev.perfadvisor.engine.model.Undecided;
import dev.perfadvisor.engine.model.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A result in which every text holds the same words, wherever evidence or users may have put them. */
final class Results {

    /** Facts of a made-up kind. */
    public record Shop(String name, @Nullable Duration delay, Instant opened) implements Charted {

        @Override
        public List<Exhibit> exhibits() {
            var spread = new Chart.Spread(
                    name,
                    null,
                    List.of(
                            new Chart.Quantile("p50", Duration.ofMillis(2)),
                            new Chart.Quantile("p95", Duration.ofMillis(160)),
                            new Chart.Quantile(name, Duration.ofSeconds(3))));
            var track = new Chart.Track("till", name, "threads", Arrays.asList(null, 0.0, 2.5, 1.0));
            return List.of(
                    new Exhibit("wait", name, name, new Chart.Quantiles(List.of(spread))),
                    new Exhibit(
                            "parts",
                            name,
                            name,
                            new Chart.Shares(
                                    List.of("queueing", "paying"),
                                    List.of(new Chart.Share(name, Arrays.asList(0.75, null))))),
                    new Exhibit(
                            "day",
                            name,
                            name,
                            new Chart.Tracks(
                                    opened,
                                    Duration.ofSeconds(1),
                                    List.of(new Chart.Span("a1", name, opened, opened.plusSeconds(3))),
                                    List.of(track),
                                    List.of(2),
                                    name)),
                    new Exhibit(
                            "flame-cpu",
                            "Where the time goes",
                            name,
                            new Chart.Flame(
                                    "cpu",
                                    "samples",
                                    List.of("tills", "java.lang." + name),
                                    List.of(0, 1),
                                    List.of(0, 1),
                                    List.of(100L, 60L),
                                    100)));
        }
    }

    private Results() {}

    static Result with(String text) {
        var remedy =
                new Remedy("Add an index " + text, Severity.LOW, Severity.MEDIUM, "Much " + text, "CREATE " + text, "");
        var facts = List.of(
                new Fact("shop.till.delay", 0.164, "s", Origin.MEASURED, "a1", "line 3 " + text),
                new Fact("shop.till.name", text, "text", Origin.MEASURED, "a1", "line 3 " + text),
                new Fact("shop.till.unknown", null, "B", Origin.MEASURED, "", ""));
        var finding = finding("till.queue", text, facts, remedy);
        var supported = new Cause(
                "till.closed",
                "Too few tills " + text,
                "Customers queue " + text,
                Cause.SUPPORTED,
                12.5,
                Severity.HIGH,
                List.of(
                        new Vote("prior", "how common", -6, true),
                        new Vote("till.queue", text, 18.5, true),
                        new Vote("till.other", text, 3, false)),
                List.of("till.noise"),
                new Gain(0.62, 2.63, "62 % goes into " + text),
                List.of(remedy));
        var hypothesis = new Cause(
                "till.broken", text, text, Cause.HYPOTHESIS, -3, Severity.LOW, List.of(), List.of(), null, List.of());
        return new Result(
                new Problem(text),
                List.of(
                        artifact(
                                "a1",
                                text,
                                new Reading.Partial(List.of(new ReadProblem("line 3 " + text, text, text)))),
                        artifact("a2", "clean", new Reading.Complete())),
                FactTree.of(Map.of("shop", new Shop(text, Duration.ofMillis(164), Instant.EPOCH))),
                List.of(new Result.BandReading(
                        new Band("latency.p95", "p95", "s", 0.1, 0.5, 1, "slow", false, "a book", "a.b", "c.d"),
                        0.164,
                        Origin.CLAIMED,
                        "acceptable")),
                List.of(new CachingAdvice("c", text, text, text, text, text, text, text, text, text)),
                new Diagnosis(
                        "Too few tills. " + text,
                        false,
                        List.of(finding, finding("till.noise", text, List.of(), remedy)),
                        List.of(supported, hypothesis),
                        List.of(new Undecided("till.age", "Age", List.of("shop.till.age"))),
                        List.of(new NextEvidence("Count them " + text, "count " + text, List.of("till.closed")))),
                new Plan(Arrays.stream(Stage.values())
                        .map(stage -> new Plan.PlanStage(stage, steps(text)))
                        .toList()));
    }

    private static List<Step> steps(String text) {
        return List.of(
                new Step("Done " + text, Step.Status.DONE, text, "", ""),
                new Step("Not needed " + text, Step.Status.NOT_NEEDED, text, "", ""),
                new Step("Open " + text, Step.Status.OPEN, text, "run " + text, "a\n".repeat(20) + text));
    }

    private static Artifact artifact(String id, String name, Reading reading) {
        return new Artifact(
                id,
                name,
                "sql",
                "format " + name,
                123_456,
                "ab12",
                reading,
                Instant.parse("2025-01-02T03:04:05.678Z"),
                id.equals("a1") ? Instant.parse("2025-01-02T03:14:05.678Z") : null);
    }

    private static Finding finding(String rule, String text, List<Fact> facts, Remedy remedy) {
        return new Finding(
                rule,
                text,
                "Customers queue " + text,
                Role.CAUSE,
                Capability.LOAD_TESTING,
                Stage.IDENTIFY,
                Severity.HIGH,
                87.654,
                null,
                facts,
                "One waits " + text,
                List.of(remedy),
                new Proof("delay", "shop.till.delay < duration('1s')", "shop.till.delay is below 1 s", "average"),
                List.of("a book " + text),
                List.of("Sales " + text));
    }
}
