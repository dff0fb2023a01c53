package dev.perfadvisor.engine.assistant.grounding;

import dev.perfadvisor.engine.compare.RunsOfCase;
import dev.perfadvisor.engine.compare.RunsOfCase.OneRun;
import dev.perfadvisor.engine.store.Baseline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What there is to be compared: runs of the case, {@code run:1}, and baselines, {@code baseline:release@3}. */
final class RunListing {

    static final String RUN = "run:";
    static final String BASELINE = "baseline:";

    private RunListing() {}

    static List<Citable> of(RunsOfCase runs) {
        var items = new ArrayList<Citable>();
        for (var run : runs.runs()) {
            items.add(of(items.size() + 1, run));
        }
        return items;
    }

    private static Citable of(int number, OneRun run) {
        var from = run.from();
        return new Citable(
                RUN + number,
                "run",
                Subject.NONE,
                List.of("Run " + number + " of the case is " + run.label()
                        + (from == null ? ", which does not tell when it was." : ", from " + from + " on.")),
                List.of(),
                run.artifacts().stream()
                        .map(artifact -> "artifact:" + artifact.id())
                        .toList());
    }

    static Citable of(Baseline.Entry entry) {
        return Citable.of(
                id(entry.name(), entry.version()),
                "There is %s, kept on %s, with %d %s of this test: %s."
                        .formatted(
                                title(entry.name(), entry.version()),
                                entry.savedAt(),
                                entry.runs(),
                                entry.runs() == 1 ? "run" : "runs",
                                entry.test()));
    }

    /** {@code the baseline release, version 3}. */
    static String title(String name, int version) {
        return "the baseline " + name + ", version " + version;
    }

    /** Citations hold no space, no comma, and two dots in a row only between two sides. */
    static String id(String name, int version) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("..", "%2E%2E");
        return BASELINE + encoded + "@" + version;
    }
}
