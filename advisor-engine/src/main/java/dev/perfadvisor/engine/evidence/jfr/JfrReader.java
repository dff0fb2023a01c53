package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.evidence.jfr.chunk.Chunk;
import dev.perfadvisor.engine.evidence.jfr.chunk.ChunkStream;
import dev.perfadvisor.engine.evidence.jfr.chunk.Damage;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads recordings of JDK 11 on, of one JVM or several after one another. Each chunk is read on its own, with its own
 * types, constants and clock; of a damaged one, all events that are sound.
 */
public final class JfrReader implements Reader<JfrAccumulator> {

    /** Problems told one by one; the rest is told as a number. */
    private static final int MOST_PROBLEMS = 20;

    private static final String ADVICE_DAMAGED =
            "Use what could be read, or copy the recording again and compare checksums.";
    private static final String ADVICE_UNFINISHED =
            "Use what could be read; to get a whole recording, stop it with jcmd JFR.dump or JFR.stop.";

    /** Chunks in work at once need so many times the memory of one: its bytes, and what they are decoded to. */
    private static final int MEMORY_OF_A_CHUNK = 2;

    private final FrameTable table = FrameTable.load();
    private final int workers;
    private final int mostInMemory;

    /** A reader that uses all processors, and a part of the heap. */
    public JfrReader() {
        this(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());
    }

    /**
     * @param workers number of chunks that are read at once
     * @param memory bytes of the heap; a chunk that needs more than its share of them is read through a window
     */
    JfrReader(int workers, long memory) {
        this.workers = workers;
        this.mostInMemory = (int) Math.min(ChunkStream.USUAL, memory / ((long) MEMORY_OF_A_CHUNK * (workers + 1)));
    }

    /** What was read of a chunk. */
    private record Part(JfrAccumulator accumulator, long events, List<ReadProblem> unfinished, List<Damage> damages) {}

    @Override
    public Reading read(Input input, JfrAccumulator into) throws IOException {
        var damages = new ArrayList<Damage>();
        var unfinished = new ArrayList<ReadProblem>();
        long events = 0;
        try (var stream = new ChunkStream(input.stream(), mostInMemory)) {
            for (var slices = some(stream); !slices.isEmpty(); slices = some(stream)) {
                for (var part : parts(slices, input.artifact())) {
                    into.merge(part.accumulator);
                    events += part.events;
                    unfinished.addAll(part.unfinished);
                    damages.addAll(part.damages);
                }
                slices.forEach(stream::reuse);
            }
            damages.addAll(stream.damages());
        }
        return reading(events, unfinished, damages);
    }

    /** As many of the next chunks as there are workers. */
    private List<ChunkStream.Slice> some(ChunkStream stream) throws IOException {
        var slices = new ArrayList<ChunkStream.Slice>();
        while (slices.size() < workers) {
            var slice = stream.next();
            if (slice == null) {
                break;
            }
            slices.add(slice);
        }
        return slices;
    }

    /** Reads chunks at once; their order stays. */
    private List<Part> parts(List<ChunkStream.Slice> slices, String artifact) {
        if (slices.size() == 1) {
            return List.of(part(slices.getFirst(), artifact));
        }
        return slices.parallelStream().map(slice -> part(slice, artifact)).toList();
    }

    private Part part(ChunkStream.Slice slice, String artifact) {
        var into = new JfrAccumulator();
        var unfinished = new ArrayList<ReadProblem>();
        var damages = new ArrayList<Damage>();
        if (!slice.header().finished() || slice.header().size() > slice.length()) {
            unfinished.add(unfinished(slice));
        }
        var chunk = Chunk.open(slice);
        if (chunk == null) {
            damages.add(new Damage(
                    slice.offset(), slice.length(), "the chunk does not describe its types, so no event can be read"));
            return new Part(into, 0, unfinished, damages);
        }
        long events = read(chunk, artifact, into, damages);
        return new Part(into, events, unfinished, damages);
    }

    private long read(Chunk chunk, String artifact, JfrAccumulator into, List<Damage> damages) {
        var identity = JvmIdentity.of(chunk);
        var stacks = new Stacks(chunk, table, identity.key().hashCode());
        var events = new ChunkEvents(chunk, stacks);
        var context = new ChunkContext(
                artifact,
                chunk,
                stacks,
                new ChunkSeries(into.series(), chunk.header().startNanos()),
                identity.key(),
                identity.startUpUntil());
        into.read(events, context, identity);
        damages.addAll(chunk.damages());
        var damage = events.damage();
        if (damage != null) {
            damages.add(damage);
        }
        return events.count();
    }

    private static ReadProblem unfinished(ChunkStream.Slice slice) {
        var header = slice.header();
        var cause = header.finished()
                ? "the chunk should have " + header.size() + " bytes and has " + slice.length()
                : "the chunk was not finished: the JVM was killed or was still recording";
        return new ReadProblem("byte " + slice.offset(), cause, ADVICE_UNFINISHED);
    }

    private static Reading reading(long events, List<ReadProblem> unfinished, List<Damage> damages) {
        var problems = new ArrayList<>(unfinished);
        damages.stream()
                .sorted(Comparator.comparingLong(Damage::from))
                .map(damage -> new ReadProblem("byte " + damage.from(), damage.cause(), ADVICE_DAMAGED))
                .forEach(problems::add);
        if (events == 0) {
            return new Reading.Rejected(
                    problems.isEmpty()
                            ? new ReadProblem("file", "the recording holds no event", ADVICE_UNFINISHED)
                            : problems.getFirst());
        }
        if (problems.size() > MOST_PROBLEMS) {
            var more = problems.size() - MOST_PROBLEMS;
            problems.subList(MOST_PROBLEMS, problems.size()).clear();
            problems.add(new ReadProblem("file", more + " more places are damaged", ADVICE_DAMAGED));
        }
        return Reading.of(problems);
    }
}
