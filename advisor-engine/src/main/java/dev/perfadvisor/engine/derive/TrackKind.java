package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.EvidenceKind;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.Artifact;
import dev.perfadvisor.engine.model.Chart.Track;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The amounts that are drawn over time, in the order in which they are drawn. */
enum TrackKind {
    REQUESTS(EvidenceKind.LOAD_TEST, "load.requests", "Requests", "1/s", 1, How.RATE),
    P95(EvidenceKind.LOAD_TEST, "load.p95Nanos", "p95 of requests, worst second", "s", 1e9, How.MOST),
    FAILED(EvidenceKind.LOAD_TEST, "load.failed", "Failed requests", "1/s", 1, How.RATE),
    CPU(EvidenceKind.JFR, "cpu.jvmPermille", "CPU used by the JVM", "ratio", 1000, How.MEAN_OF_SAMPLES),
    MACHINE(EvidenceKind.JFR, "cpu.machinePermille", "CPU used on the machine", "ratio", 1000, How.MEAN_OF_SAMPLES),
    GC(EvidenceKind.JFR, "gc.pauseNanos", "Stopped for garbage collection", "ratio", 1e9, How.RATE),
    ALLOCATION(EvidenceKind.JFR, "alloc.bytes", "Allocation", "B/s", 1, How.RATE),
    LOCK(EvidenceKind.JFR, "lock.blockedNanos", "Waiting for locks", "threads", 1e9, How.RATE),
    POOL(EvidenceKind.JFR, "pool.waitNanos", "Waiting for a connection", "threads", 1e9, How.RATE),
    DATABASE(EvidenceKind.JFR, "socket.databaseNanos", "Waiting for the database", "threads", 1e9, How.RATE),
    REMOTE(EvidenceKind.JFR, "socket.remoteNanos", "Waiting for other services", "threads", 1e9, How.RATE),
    FILE(EvidenceKind.JFR, "file.nanos", "In file access", "threads", 1e9, How.RATE),
    EXCEPTIONS(EvidenceKind.JFR, "exceptions.count", "Exceptions", "1/s", 1, How.RATE),
    STATEMENTS(EvidenceKind.SLOW_QUERY, "sql.count", "Logged statements", "1/s", 1, How.RATE),
    SQL(EvidenceKind.SLOW_QUERY, "sql.nanos", "Statements running", "statements", 1e9, How.RATE),
    ROW_LOCKS(EvidenceKind.SLOW_QUERY, "sql.lockWaitNanos", "Waiting for row locks", "statements", 1e9, How.RATE);

    /** What a step says of its seconds. */
    private enum How {
        /** Sum over the seconds of the step; seconds without are zero. */
        RATE,
        /** The largest of its seconds. */
        MOST,
        /** Sum over the number of samples; seconds without are not known. */
        MEAN_OF_SAMPLES
    }

    private static final MathContext DIGITS = new MathContext(3);

    private final EvidenceKind evidence;
    private final String series;
    private final String label;
    private final String unit;
    private final double scale;
    private final How how;

    TrackKind(EvidenceKind evidence, String series, String label, String unit, double scale, How how) {
        this.evidence = evidence;
        this.series = series;
        this.label = label;
        this.unit = unit;
        this.scale = scale;
        this.how = how;
    }

    /** All amounts that the timeline has. */
    static List<Track> tracks(Timeline timeline, List<Artifact> artifacts, Axis axis) {
        return Arrays.stream(values())
                .filter(kind -> timeline.names().contains(kind.series))
                .map(kind -> kind.track(timeline, artifacts, axis))
                .toList();
    }

    private Track track(Timeline timeline, List<Artifact> artifacts, Axis axis) {
        var amounts = new @Nullable Double[axis.steps()];
        if (how == How.RATE) {
            seen(artifacts, axis, amounts);
        }
        var samples = new double[axis.steps()];
        var counts = timeline.values("cpu.samples");
        for (Map.Entry<Long, Long> second : timeline.values(series).entrySet()) {
            axis.stepOf(second.getKey()).ifPresent(step -> {
                double amount = second.getValue() / scale;
                var before = amounts[step];
                amounts[step] = before == null
                        ? amount
                        : how == How.MOST ? Math.max(before, amount) : Double.valueOf(before + amount);
                samples[step] += counts.getOrDefault(second.getKey(), 1L);
            });
        }
        var values = new ArrayList<@Nullable Double>();
        for (int step = 0; step < amounts.length; step++) {
            var amount = amounts[step];
            values.add(
                    amount == null
                            ? null
                            : rounded(
                                    switch (how) {
                                        case RATE -> amount / axis.step();
                                        case MOST -> amount;
                                        case MEAN_OF_SAMPLES -> amount / samples[step];
                                    }));
        }
        return new Track(name().toLowerCase(Locale.ROOT), label, unit, values);
    }

    /** Where there is evidence and nothing in it, the amount is zero. */
    private void seen(List<Artifact> artifacts, Axis axis, @Nullable Double[] amounts) {
        for (var artifact : artifacts) {
            var from = artifact.from();
            var to = artifact.to();
            if (from != null && to != null && artifact.kind().equals(evidence.id())) {
                int first = axis.stepOf(from.getEpochSecond()).orElse(0);
                int last = axis.stepOf(to.getEpochSecond()).orElse(axis.steps() - 1);
                Arrays.fill(amounts, first, last + 1, 0.0);
            }
        }
    }

    private static Double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
