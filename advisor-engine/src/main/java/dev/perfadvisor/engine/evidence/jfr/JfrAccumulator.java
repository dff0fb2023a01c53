package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Accumulator;
import dev.perfadvisor.engine.evidence.Timeline;
import dev.perfadvisor.engine.model.FlameGraph;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was read of recordings, chunk by chunk. A chunk is the smallest part: everything that belongs together inside of
 * one (samples of a stack, pauses of a collection, calls of a thread) is put together at its end, so that recordings can
 * be cut between any two chunks. Counters of the JVM that go on over chunks are kept as values at times.
 */
public final class JfrAccumulator implements Accumulator<JfrAccumulator, JfrFacts> {

    private final RecordingTally recording = new RecordingTally();
    private final CpuTally cpu = new CpuTally();
    private final CodeTally code = new CodeTally();
    private final GcTally gc = new GcTally();
    private final HeapTally heap = new HeapTally();
    private final AllocationTally allocation = new AllocationTally();
    private final WaitTally waits = new WaitTally();
    private final SocketTally sockets = new SocketTally();
    private final FileTally files = new FileTally();
    private final ExceptionTally exceptions = new ExceptionTally();
    private final ThreadTally threads = new ThreadTally();
    private final JvmTally jvm = new JvmTally();
    private final HaltTally halts = new HaltTally();
    private final ClassTally classes = new ClassTally();
    private final CompilerTally compiler = new CompilerTally();
    private final HostTally host = new HostTally();
    private final ProfileTally profile = new ProfileTally();
    private final Timeline timeline = new Timeline();

    /** Reads all events of a chunk. */
    void read(ChunkEvents events, ChunkContext chunk, JvmIdentity identity) {
        recording.listen(events, chunk);
        cpu.listen(events, chunk);
        code.listen(events, chunk, profile);
        gc.listen(events, chunk);
        heap.listen(events, chunk);
        allocation.listen(events, chunk, profile);
        sockets.listen(events, chunk, threads, profile);
        waits.listen(events, chunk, threads, sockets, profile);
        files.listen(events, chunk, threads, profile);
        exceptions.listen(events, chunk, profile);
        threads.listen(events, chunk);
        jvm.listen(events, chunk);
        halts.listen(events);
        classes.listen(events, chunk);
        compiler.listen(events, chunk);
        host.listen(events);
        events.run();
        recording.end(events, chunk, identity);
        code.end(chunk, threads, profile);
        gc.end(chunk, halts);
        halts.end(chunk);
        heap.end();
        allocation.end(chunk);
        waits.end();
        sockets.end(chunk);
        files.end();
        exceptions.end(chunk);
        threads.end(chunk);
        profile.end(chunk);
        chunk.series().flush();
    }

    /** The timeline without what is worked out at the end, for the series of a chunk. */
    Timeline series() {
        return timeline;
    }

    @Override
    public void merge(JfrAccumulator later) {
        recording.merge(later.recording);
        cpu.merge(later.cpu);
        code.merge(later.code);
        gc.merge(later.gc);
        heap.merge(later.heap);
        allocation.merge(later.allocation);
        waits.merge(later.waits);
        sockets.merge(later.sockets);
        files.merge(later.files);
        exceptions.merge(later.exceptions);
        threads.merge(later.threads);
        jvm.merge(later.jvm);
        halts.merge(later.halts);
        classes.merge(later.classes);
        compiler.merge(later.compiler);
        host.merge(later.host);
        profile.merge(later.profile);
        timeline.merge(later.timeline);
    }

    @Override
    public JfrFacts facts() {
        return new JfrFacts(
                recording.facts(code.truncatedRatio(), code.samples()),
                cpu.facts(recording, timeline),
                code.facts(recording),
                gc.facts(recording, timeline),
                heap.facts(recording, timeline),
                allocation.facts(recording),
                waits.locks(recording),
                waits.waits(recording),
                sockets.facts(recording),
                files.facts(recording),
                exceptions.facts(recording, timeline),
                threads.facts(recording),
                jvm.facts(recording),
                halts.facts(recording, timeline),
                classes.facts(recording),
                compiler.facts(recording),
                host.facts(recording),
                profile.facts(recording));
    }

    /**
     * Where something was spent.
     *
     * @param threads which groups of threads, by the pattern of their names ({@code http-nio-#-exec-#})
     */
    public FlameGraph flameGraph(Measure measure, Predicate<String> threads) {
        return profile.graph(measure, threads);
    }

    @Override
    public Timeline timeline() {
        var all = new Timeline();
        all.merge(timeline);
        exceptions.addTo(all);
        return all;
    }

    @Override
    public @Nullable Instant from() {
        return recording.from();
    }

    @Override
    public @Nullable Instant to() {
        return recording.to();
    }
}
