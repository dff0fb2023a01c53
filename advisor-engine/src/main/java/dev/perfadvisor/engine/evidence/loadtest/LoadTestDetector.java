package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Detector;
import dev.perfadvisor.engine.evidence.Head;
import java.util.Optional;

/** Recognises the results of load generators. */
public final class LoadTestDetector implements Detector {

    @Override
    public Optional<String> detect(Head head) {
        return ResultFormats.of(new Beginning(head)).map(ResultFormat::id);
    }
}
