package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Detector;
import dev.perfadvisor.engine.evidence.Head;
import java.util.Optional;

/** Recognises recordings by the magic of their first chunk: {@code jfr-2.1}. */
public final class JfrDetector implements Detector {

    private static final int VERSIONS = 8;

    @Override
    public Optional<String> detect(Head head) {
        if (!head.startsWith('F', 'L', 'R', 0)) {
            return Optional.empty();
        }
        var text = head.text();
        return text.length() < VERSIONS
                ? Optional.of("jfr")
                : Optional.of("jfr-" + number(text, 4) + "." + number(text, 6));
    }

    private static int number(String text, int at) {
        return (text.charAt(at) << 8) | text.charAt(at + 1);
    }
}
