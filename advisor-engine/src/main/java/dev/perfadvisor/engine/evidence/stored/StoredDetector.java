package dev.perfadvisor.engine.evidence.stored;

import dev.perfadvisor.engine.evidence.Detector;
import dev.perfadvisor.engine.evidence.Head;
import java.util.Optional;

/** Recognises a file of facts: {@code {"schema":"advisor.facts/1", ...}}. */
public final class StoredDetector implements Detector {

    @Override
    public Optional<String> detect(Head head) {
        var text = head.text().substring(0, Math.min(200, head.text().length())).replaceAll("\\s", "");
        return text.startsWith("{\"schema\":\"" + StoredFacts.SCHEMA + "\"")
                ? Optional.of(StoredFacts.SCHEMA)
                : Optional.empty();
    }
}
