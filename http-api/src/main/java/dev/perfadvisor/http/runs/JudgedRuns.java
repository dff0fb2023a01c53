package dev.perfadvisor.http.runs;

import dev.perfadvisor.engine.Advisor;
import dev.perfadvisor.engine.Comparisons;
import dev.perfadvisor.engine.compare.Run;
import dev.perfadvisor.engine.model.Given;
import dev.perfadvisor.engine.model.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs as the rules judge them. Those that were compared last are not judged again: one run is held against many. */
@Component
class JudgedRuns {

    private static final int KEPT = 32;

    private final Advisor advisor;
    private final Comparisons comparisons;
    private final Map<RunFacts, Run> judged = Collections.synchronizedMap(new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunFacts, Run> eldest) {
            return size() > KEPT;
        }
    });

    JudgedRuns(Advisor advisor) {
        this.advisor = advisor;
        this.comparisons = new Comparisons(advisor);
    }

    /**
     * What was read of a run.
     *
     * @param label of the run
     * @param name of what it was read from
     * @param facts in the form {@code advisor.facts/1}
     */
    record RunFacts(String label, String name, String facts) {

        Given given() {
            var bytes = facts.getBytes(StandardCharsets.UTF_8);
            return new Given.OfStream(name, () -> new ByteArrayInputStream(bytes));
        }
    }

    Run of(RunFacts read) {
        var before = judged.get(read);
        if (before != null) {
            return before;
        }
        var run = comparisons.run(read.label(), advisor.read(List.of(read.given()), Progress.SILENT));
        judged.put(read, run);
        return run;
    }
}
