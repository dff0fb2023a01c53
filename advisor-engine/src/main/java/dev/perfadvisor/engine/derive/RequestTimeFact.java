package dev.perfadvisor.engine.derive;

import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.evidence.jfr.JfrFacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the time of requests goes into. The time of requests comes from the load test; without one it is what
 * can be accounted for. What it went into comes from the same seconds of the other artifacts.
 */
final class RequestTimeFact {

    private static final double NOTHING = 1e-9;

    private static final double NANOS = 1e9;
    private static final double FULL_MACHINE = 0.9;
    /** Share of the threads from which they are virtual for the most part. */
    private static final double MOST = 0.5;

    private final Timeline timeline;
    private final @Nullable JfrFacts jfr;

    private RequestTimeFact(Deriver.Basis basis) {
        this.timeline = basis.timeline();
        this.jfr = basis.jfr();
    }

    static CrossFacts.@Nullable RequestTime of(Deriver.Basis basis) {
        return new RequestTimeFact(basis).derive();
    }

    private CrossFacts.@Nullable RequestTime derive() {
        var load = observed(timeline.values("load.nanos"));
        if (timeline.values("load.nanos").isEmpty()) {
            return accounted();
        }
        double total = sum(load);
        if (total <= 0) {
            return null;
        }
        return build("load", total, second -> load.containsKey(second), gcShare(load, total));
    }

    /** The seconds that the recording covers: what it does not cover it can not account for. */
    private SortedMap<Long, Long> observed(SortedMap<Long, Long> load) {
        if (jfr == null) {
            return load;
        }
        long from = jfr.recording().from().getEpochSecond();
        long to = jfr.recording().to().getEpochSecond();
        return from > to ? load : load.subMap(from, to + 1);
    }

    /** Without a load test the whole is what can be accounted for: waits that were recorded, and CPU time. */
    private CrossFacts.@Nullable RequestTime accounted() {
        if (jfr == null) {
            return null;
        }
        LongPredicate always = _ -> true;
        double total = cpuNanos(always) + Math.max(sum("sql.nanos"), sum("socket.databaseNanos"));
        for (var series : List.of("pool.waitNanos", "lock.blockedNanos", "socket.awaitedNanos", "file.nanos")) {
            total += sum(series);
        }
        if (total < NANOS) {
            return null;
        }
        Double gc = jfr.gc() == null ? null : Double.valueOf(jfr.gc().pauseRatio());
        return build("accounted", total, always, gc);
    }

    private double sum(String series) {
        return sum(timeline.values(series));
    }

    private CrossFacts.RequestTime build(String basis, double total, LongPredicate seconds, @Nullable Double gc) {
        var sql = timeline.names().contains("sql.nanos") ? share("sql.nanos", total, seconds) : null;
        var database = jfr == null || jfr.sockets() == null ? null : share("socket.databaseNanos", total, seconds);
        var pool = jfr == null || jfr.waits() == null || parksUnseen("pool.waitNanos")
                ? null
                : share("pool.waitNanos", total, seconds);
        var lock = jfr == null || jfr.locks() == null ? null : share("lock.blockedNanos", total, seconds);
        var remote = jfr == null || jfr.sockets() == null ? null : share("socket.awaitedNanos", total, seconds);
        var file = jfr == null || jfr.files() == null ? null : share("file.nanos", total, seconds);
        var cpu = cpuShare(total, seconds);
        var shares = new LinkedHashMap<String, @Nullable Double>();
        shares.put("sql", sql == null ? database : sql);
        shares.put("pool", pool);
        shares.put("lock", lock);
        shares.put("remote", remote);
        shares.put("file", file);
        shares.put("gc", gc);
        shares.put("cpu", cpu);
        Double unexplained = jfr == null ? null : Double.valueOf(unexplained(shares));
        return new CrossFacts.RequestTime(
                basis,
                Duration.ofNanos(Math.round(total)),
                sql,
                database,
                pool,
                lock,
                remote,
                file,
                gc,
                cpu,
                cpuBoundShare(cpu, unexplained),
                unexplained,
                "load".equals(basis) ? queueShare(total) : null,
                largest(shares));
    }

    /** Flight Recorder tells no parks of virtual threads: nothing seen is not nothing there. */
    private boolean parksUnseen(String series) {
        var threads = jfr == null ? null : jfr.threads();
        boolean virtual = threads != null && threads.virtualRatio() != null && threads.virtualRatio() > MOST;
        return virtual && sum(series) == 0;
    }

    /** CPU time of this JVM in those seconds; at most what requests used, as background work is in it. */
    private @Nullable Double cpuShare(double total, LongPredicate seconds) {
        boolean told = jfr != null
                && jfr.recording().cores() != null
                && timeline.names().contains("cpu.jvmPermille");
        return told ? Double.valueOf(Math.min(1.0, cpuNanos(seconds) / total)) : null;
    }

    private double cpuNanos(LongPredicate seconds) {
        var cores = jfr == null ? null : jfr.recording().cores();
        if (cores == null) {
            return 0;
        }
        var samples = timeline.values("cpu.samples");
        double busyNanos = 0;
        for (var second : timeline.values("cpu.jvmPermille").entrySet()) {
            if (seconds.test(second.getKey())) {
                double mean = (double) second.getValue() / Math.max(1, samples.getOrDefault(second.getKey(), 1L));
                busyNanos += mean / 1000 * cores * NANOS;
            }
        }
        return busyNanos;
    }

    /**
     * Requests take longer than all worker threads together were busy: the rest was spent in front of them. Idle times
     * are lower bounds, and so is this. Null when no thread was seen serving requests.
     */
    private @Nullable Double queueShare(double total) {
        double busy = busyNanos();
        return busy <= 0 ? null : Double.valueOf(Math.max(0, 1 - busy / total));
    }

    private double busyNanos() {
        double busy = 0;
        if (jfr != null && jfr.threads() != null) {
            for (var group : jfr.threads().groups()) {
                if (group.worker()) {
                    busy += group.threads() * jfr.recording().length().toNanos() * (1 - group.idleRatio());
                }
            }
        }
        return busy;
    }

    /** A pause stops all requests in flight: in-flight times pause, second by second. */
    private @Nullable Double gcShare(SortedMap<Long, Long> load, double total) {
        if (jfr == null || jfr.gc() == null) {
            return null;
        }
        double stopped = 0;
        for (var pause : timeline.values("gc.pauseNanos").entrySet()) {
            double inFlight = load.getOrDefault(pause.getKey(), 0L) / NANOS;
            stopped += inFlight * Math.min(pause.getValue(), NANOS);
        }
        return Math.min(1.0, stopped / total);
    }

    private Double share(String series, double total, LongPredicate seconds) {
        double sum = 0;
        for (var second : timeline.values(series).entrySet()) {
            if (seconds.test(second.getKey())) {
                sum += second.getValue();
            }
        }
        return Math.min(1.0, sum / total);
    }

    private static double sum(SortedMap<Long, Long> values) {
        return values.values().stream().mapToDouble(Long::doubleValue).sum();
    }

    private static double unexplained(Map<String, @Nullable Double> shares) {
        double rest = 1;
        for (var share : shares.values()) {
            rest -= share == null ? 0 : share;
        }
        // Shares that add up to all of it leave nothing, whatever their last digits.
        return rest < NOTHING ? 0 : rest;
    }

    /** On a full machine a thread that wants to run stands in line, and no event tells of it. */
    private @Nullable Double cpuBoundShare(@Nullable Double cpu, @Nullable Double unexplained) {
        if (cpu == null || unexplained == null || jfr == null || jfr.cpu() == null) {
            return null;
        }
        return Math.min(1.0, cpu + (jfr.cpu().machineRatio() > FULL_MACHINE ? unexplained : 0));
    }

    private static String largest(Map<String, @Nullable Double> shares) {
        var name = "none";
        double most = 0.05;
        for (var share : shares.entrySet()) {
            var value = share.getValue();
            if (value != null && value > most) {
                most = value;
                name = share.getKey();
            }
        }
        return name;
    }
}
