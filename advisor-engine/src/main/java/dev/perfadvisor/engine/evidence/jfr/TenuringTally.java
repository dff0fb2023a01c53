package dev.perfadvisor.engine.evidence.jfr;

import org.jspecify.annotations.Nullable;

/** Young collections, and how many of them moved objects to the old generation that had survived no more than one. */
final class TenuringTally {

    private static final String YOUNG = "jdk.YoungGarbageCollection";

    private long young;
    private long promotedAtOnce;

    void listen(ChunkEvents events) {
        events.on(
                YOUNG,
                event -> {
                    young++;
                    promotedAtOnce += event.has(0) && event.number(0) <= 1 ? 1 : 0;
                },
                "tenuringThreshold");
    }

    void merge(TenuringTally later) {
        young += later.young;
        promotedAtOnce += later.promotedAtOnce;
    }

    @Nullable Long young(RecordingTally recording) {
        return recording.observes(YOUNG) ? (Long) young : null;
    }

    @Nullable Long promotedAtOnce(RecordingTally recording) {
        return recording.observes(YOUNG) ? (Long) promotedAtOnce : null;
    }
}
