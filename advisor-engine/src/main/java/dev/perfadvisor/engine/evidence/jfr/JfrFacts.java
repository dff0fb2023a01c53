package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flight recording says. Ratios are 0..1, sizes bytes. Null means that the recording does not hold the events
 * that would tell: unknown, not zero.
 */
public record JfrFacts(
        Recording recording,
        @Nullable Cpu cpu,
        @Nullable Code code,
        @Nullable Gc gc,
        @Nullable Heap heap,
        @Nullable Allocation allocation,
        @Nullable Locks locks,
        @Nullable Waits waits,
        @Nullable Sockets sockets,
        @Nullable Files files,
        @Nullable Exceptions exceptions,
        @Nullable Threads threads,
        @Nullable Jvm jvm) {

    /**
     * The recording itself.
     *
     * @param from first event, not before the start of the first chunk: waits that began earlier are written when they end
     * @param length from the first to the last event; rates and ratios divide by the time that chunks cover, which is less
     *     when recordings with a gap in between were joined
     * @param events number of events, by type name
     * @param jvms how many different JVMs wrote into it
     * @param cores hardware threads that the JVM could use
     * @param lostBytes bytes that Flight Recorder reports as lost
     * @param truncatedStackRatio share of sampled stacks that were cut
     * @param executionSamples number of samples of running Java code
     * @param thresholds shortest duration recorded, by event type name, where one is set
     * @param disabled names of event types that are switched off
     */
    public record Recording(
            Instant from,
            Instant to,
            Duration length,
            long eventCount,
            Map<String, Long> events,
            long chunks,
            long jvms,
            @Nullable String jvmName,
            @Nullable String jvmVersion,
            @Nullable Instant jvmStart,
            @Nullable Long cores,
            long lostBytes,
            @Nullable Double truncatedStackRatio,
            long executionSamples,
            Map<String, Duration> thresholds,
            List<String> disabled,
            Source source) {}

    /**
     * CPU load as shares of the whole machine: means over the recording, and the mean of the worst 10 s.
     *
     * @param otherRatio machine load less this JVM's
     * @param systemShare share of this JVM's CPU time that was spent in the kernel
     * @param busiestThread name of the thread that used most CPU, and the share of one core that it used
     * @param throttledRatio share of scheduling periods in which the container was throttled
     */
    public record Cpu(
            double jvmRatio,
            double worstJvmRatio,
            double machineRatio,
            double worstMachineRatio,
            double otherRatio,
            @Nullable Double systemShare,
            @Nullable String busiestThread,
            @Nullable Double busiestThreadCoreRatio,
            @Nullable Double contextSwitchesPerSecond,
            @Nullable Double throttledRatio,
            long samples,
            Source source) {}

    /**
     * Where running Java code was seen. Start-up (class loading, initialisers and the code that runs below them, and all code
     * in the JVM's first five seconds) is counted apart.
     *
     * @param samples execution samples outside start-up
     * @param startUpShare share of all execution samples that were start-up
     * @param hotMethods methods by samples in the method itself, most first, at most 20
     * @param hotPaths methods of the application by samples in them or below, most first, at most 20
     * @param hotSites methods of the application by samples in which they are the application method nearest to the top:
     *     what they do themselves or have libraries do, most first, at most 20
     * @param categoryShares share of samples whose stack has a frame of a category (regex, serialization, logging,
     *     jdbc, orm, exception, crypto, compression, collections, ...), as {@code frames.tsv} sorts them
     */
    public record Code(
            long samples,
            double startUpShare,
            List<Method> hotMethods,
            List<Method> hotPaths,
            List<Method> hotSites,
            Map<String, Double> categoryShares,
            Source source) {}

    /**
     * A method that runs often.
     *
     * @param name {@code Class.method}, the class without its package
     * @param className with its package
     * @param application whether it belongs to neither JDK nor a known library
     * @param selfShare share of samples with this method on top
     * @param totalShare share of samples with this method anywhere in the stack
     * @param siteShare share of samples with it as the application method nearest to the top of the stack
     * @param cores mean number of cores kept busy by it or below it; a lower bound, as the sampler skips threads
     * @param threadGroup pattern of the names of most of its threads, digits as {@code #}
     * @param calledFrom nearest application method above it, null when it is application code itself
     * @param stack a frequent stack, top first, one frame a line
     */
    public record Method(
            String name,
            String className,
            boolean application,
            double selfShare,
            double totalShare,
            double siteShare,
            @Nullable Double cores,
            String threadGroup,
            @Nullable String calledFrom,
            List<String> stack,
            Source source) {}

    /**
     * Garbage collections, without those that a tool asked for (heap inspection and dumps).
     *
     * @param fullCount collections that stopped the program for the whole heap
     * @param systemGcCount collections caused by {@code System.gc()}
     * @param pauseRatio share of the recording spent in pauses
     * @param worstPauseRatio share of the worst 60 s (of the whole when shorter)
     * @param evacuationFailures collections that found no room to copy to
     * @param allocationStalls threads that waited for a concurrent collector (ZGC, Shenandoah)
     * @param youngCollector name of the collector, as is {@code oldCollector}
     * @param humongousCount collections caused by humongous allocations
     */
    public record Gc(
            long count,
            long fullCount,
            long systemGcCount,
            long humongousCount,
            Duration pauseTotal,
            Duration pauseMax,
            @Nullable Duration pauseP95,
            double pauseRatio,
            double worstPauseRatio,
            double perSecond,
            long evacuationFailures,
            long allocationStalls,
            Duration allocationStallTotal,
            @Nullable String youngCollector,
            @Nullable String oldCollector,
            @Nullable Duration pauseTarget,
            Map<String, Long> causes,
            Source source) {}

    /**
     * The heap as the collector sees it.
     *
     * @param maxBytes the limit, {@code -Xmx} or what the JVM chose
     * @param liveStartBytes least heap in use after a collection in the first third of the recording after warm-up
     * @param liveEndBytes the same in the last third
     * @param liveRatio {@code liveEndBytes / maxBytes}
     * @param growthBytesPerSecond robust slope (Theil-Sen) of the floor of the heap after collections
     * @param growthShare growth over the recording as a share of the maximum
     * @param growthConsistency how steadily the floor rises: Kendall's tau of its values over time, -1..1
     * @param afterGcSamples number of values that this rests on
     * @param oldObjects sampled objects that survived, by class, most first, at most 20
     */
    public record Heap(
            @Nullable Long maxBytes,
            @Nullable Long usedMaxBytes,
            @Nullable Long liveStartBytes,
            @Nullable Long liveEndBytes,
            @Nullable Double liveRatio,
            @Nullable Double growthBytesPerSecond,
            @Nullable Double growthShare,
            @Nullable Double growthConsistency,
            long afterGcSamples,
            List<OldObject> oldObjects,
            @Nullable Long physicalBytes,
            @Nullable Double physicalUsedRatio,
            Source source) {}

    /**
     * Objects of a class that were sampled at allocation and are still alive at the end.
     *
     * @param share share of all such samples
     * @param site application method that allocated most of them
     * @param holder field of the application with the collection or cache that most of them are in ({@code Shop.orders}),
     *     else the nearest field of the application; null when the recording has no paths to GC roots
     */
    public record OldObject(
            String className,
            long samples,
            double share,
            @Nullable String site,
            @Nullable String holder,
            Source source) {}

    /** Allocation, estimated from sampled weights. Sites are application methods; at most 20 each. */
    public record Allocation(
            long totalBytes,
            double bytesPerSecond,
            double boxingShare,
            @Nullable Double outsideTlabRatio,
            List<AllocationSite> classes,
            List<AllocationSite> sites,
            Source source) {}

    /** What a class or a method allocates. For a class {@code name} is the class, for a site the method. */
    public record AllocationSite(
            String name,
            double share,
            double bytesPerSecond,
            @Nullable String topClass,
            @Nullable String topSite,
            List<String> stack,
            Source source) {}

    /**
     * Waiting to enter a Java monitor or a lock of java.util.concurrent (parks in the lock classes).
     *
     * @param blockedTotal waiting time of all threads
     * @param blockedThreads mean number of threads that waited at any time
     * @param locks by waiting time, most first, at most 20
     * @param deadlocks deadlocks that a thread dump in the recording reports, null without dumps
     */
    public record Locks(
            long count,
            Duration blockedTotal,
            double blockedThreads,
            List<Lock> locks,
            @Nullable Long deadlocks,
            Source source) {}

    /**
     * One contended lock, told apart by its class and the method that waits for it.
     *
     * @param kind {@code monitor} or {@code park}
     * @param share share of all waiting for locks
     * @param site nearest application method of the waiting stacks
     * @param threads number of different threads that waited
     */
    public record Lock(
            String className,
            String kind,
            @Nullable String site,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            double share,
            long threads,
            List<String> stack,
            Source source) {}

    /**
     * Waiting that is neither a lock nor idle: for a pooled connection, a future, a queue, sleep; by purpose and site. Waits
     * of an HTTP client for an answer are {@link Sockets#calls}; a main thread that waits for others is idle.
     *
     * @param byPurpose total by purpose: {@code connection-pool}, {@code client-pool}, {@code future},
     *     {@code semaphore}, {@code sleep}, {@code other}
     * @param connectionPool waits for a connection of a database pool; a count of 0 when none was seen
     */
    public record Waits(
            Map<String, Duration> byPurpose,
            Wait connectionPool,
            Wait clientPool,
            Wait sleep,
            Wait future,
            List<Wait> sites,
            Source source) {}

    /** Waits of one purpose, or of one purpose and site. */
    public record Wait(
            String purpose,
            @Nullable String site,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            double waitingThreads,
            long threads,
            List<String> stack,
            Source source) {}

    /**
     * Blocking reads and writes on sockets, without those of a server that waits for its client's next request.
     *
     * @param total time of all of them
     * @param peers by time, most first, at most 20; not the clients of this program's own server
     * @param threshold events shorter than this are not in the recording
     * @param calls calls to other services (not databases) by the method that makes them
     */
    public record Sockets(
            long count,
            Duration total,
            @Nullable Duration threshold,
            List<Peer> peers,
            List<RemoteCall> calls,
            Source source) {}

    /** One host and port. {@code kind}: {@code database}, {@code http}, {@code cache}, {@code messaging}, {@code other}. */
    public record Peer(
            String address,
            String kind,
            long count,
            Duration total,
            Duration mean,
            @Nullable Duration p95,
            Duration max,
            double share,
            long bytes,
            @Nullable String site,
            Source source) {}

    /**
     * Calls to another service from one method.
     *
     * @param site application method that makes them
     * <p>Calls are put together from reads, and from waits below an HTTP client, as {@link CallRuns} says. A run over several
     * sites counts for each of them with all of its calls.
     *
     * @param sequences times that a thread made at least two of them in a row with next to no work in between
     * @param meanRun calls in a row, mean over all runs (1.0 when never in a row)
     * @param maxRun most calls in a row
     * @param sequentialShare share of the calls that belong to a run of two or more
     * @param runMean mean time of a whole run
     * @param distinctPeers number of peers called
     * @param bytesPerCall mean bytes read by a call
     * @param connects connections opened per call, null when connects are not recorded
     */
    public record RemoteCall(
            String site,
            long count,
            Duration total,
            Duration mean,
            @Nullable Duration p95,
            Duration max,
            long sequences,
            double meanRun,
            long maxRun,
            double sequentialShare,
            Duration runMean,
            long distinctPeers,
            double bytesPerCall,
            @Nullable Double connects,
            List<String> stack,
            Source source) {}

    /**
     * File reads, writes and forces. {@code FileDescriptor.sync} has no event: it is counted by native samples, each for
     * the 20 ms to the next.
     *
     * <p> {@code sites} by time, most first, at most 20.
     */
    public record Files(
            long count,
            Duration total,
            Duration max,
            @Nullable Duration forceMax,
            @Nullable Duration threshold,
            double waitingThreads,
            List<FileSite> sites,
            Source source) {}

    /** File access from one application method. {@code operation}: {@code read}, {@code write}, {@code force}. */
    public record FileSite(
            String operation,
            @Nullable String site,
            String path,
            long count,
            Duration total,
            Duration mean,
            Duration max,
            long bytes,
            double share,
            String threadGroup,
            List<String> stack,
            Source source) {}

    /**
     * Throwables.
     *
     * @param total by the JVM's counter between its first and last value, or those recorded one by one when these are more
     * @param perSecond rate of all throwables after start-up, from the JVM's own counter when recorded
     * @param worstPerSecond rate in the worst 10 s
     * @param types by sampled count, most first, at most 20
     */
    public record Exceptions(
            long total,
            double perSecond,
            double worstPerSecond,
            @Nullable Double errorsPerMinute,
            List<ExceptionType> types,
            Source source) {}

    /** One class of throwable. {@code share} is of those recorded one by one, outside class loading. */
    public record ExceptionType(
            String className,
            long count,
            double share,
            @Nullable String site,
            List<String> stack,
            Source source) {}

    /** Threads. {@code groups}: by name pattern, most threads first, at most 30. */
    public record Threads(
            @Nullable Long peak,
            @Nullable Long lastActive,
            @Nullable Long started,
            List<WorkerGroup> groups,
            @Nullable Long pinnedCount,
            @Nullable Duration pinnedTotal,
            Source source) {}

    /**
     * Threads whose names differ only in digits: mostly a pool.
     *
     * @param idleRatio share of their time parked waiting for work; a lower bound, as short parks are not recorded
     * @param waitRatio share of their time waiting for locks, pools, sockets or files
     * @param worker whether they were seen serving requests
     */
    public record WorkerGroup(
            String name,
            long threads,
            double idleRatio,
            double lockRatio,
            double poolRatio,
            double socketRatio,
            double waitRatio,
            long samples,
            boolean worker,
            Source source) {}

    /** The JVM's own work and limits. {@code flags} holds those that were set or matter, without secrets. */
    public record Jvm(
            @Nullable Long loadedClasses,
            @Nullable Double classLoadsPerSecondLate,
            @Nullable Double codeCacheRatio,
            @Nullable Duration compileTotal,
            long deoptimizations,
            @Nullable Long containerMemoryBytes,
            @Nullable Double containerCores,
            @Nullable Long processes,
            Map<String, String> flags,
            Source source) {}
}
