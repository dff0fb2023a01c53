package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.Version;
import dev.perfadvisor.engine.store.ServedCase;
import dev.perfadvisor.engine.store.jdbc.ServedCases;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Has evidence read once more that another build has read, or that was judged by other rules, when somebody asks for what came of
 * it. Once a case and instance: while instances of several builds share a database, any of them may take the job.
 */
@Component
public class Renewal {

    private static final int MOST_KNOWN = 10_000;

    private final ServedCases cases;
    private final AnalysisJobs jobs;
    private final String version;
    private final Map<String, Boolean> renewed = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    });

    Renewal(ServedCases cases, AnalysisJobs jobs, Version version) {
        this.cases = cases;
        this.jobs = jobs;
        this.version = version.toString();
    }

    /** Has it done where it is due, and says whether it is. */
    public boolean isBegun(ServedCase kept) {
        boolean due =
                kept.analysis() == ServedCase.Analysis.DONE && !kept.judgedBy().equals(version);
        if (!due || renewed.putIfAbsent(kept.id(), true) != null || !cases.readOnceMore(kept)) {
            return false;
        }
        jobs.wake();
        return true;
    }
}
