package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Block;
import dev.perfadvisor.engine.evidence.LineBlocks;
import dev.perfadvisor.engine.evidence.loadtest.Records.Outcome;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a stream with as many threads as there are processors: each takes blocks, adds them up on its own, and
 * what they have is merged in the end. So the order of records must not matter to what they add up to.
 */
final class RecordReader {

    /** A quoted field that goes on for more lines than this was never meant to be open. */
    private static final int MOST_JOINED_LINES = 20;

    private final LineBlocks blocks;
    private final String wrong;

    /** @param wrong what is wrong with a line that is damaged */
    RecordReader(InputStream in, LineBlocks.Cut cut, String wrong) {
        this.blocks = new LineBlocks(in, cut);
        this.wrong = wrong;
    }

    /** One thread's part of the work. */
    private final class Worker {
        private final Points points;
        private final Records records;
        private final Damage damage = new Damage();
        private @Nullable IOException failure;

        private Worker(Points points, Function<Points, Records> format) {
            this.points = points;
            this.records = format.apply(points);
        }

        private void work() {
            var block = new Block();
            try {
                while (blocks.next(block)) {
                    read(block);
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        private void read(Block block) {
            if (block.tooLong()) {
                damage.line(
                        block.number(),
                        0,
                        "the line is longer than " + (LineBlocks.LONGEST_LINE >> 20) + " MB",
                        "Look at the line: all others are in the figures.");
                damage.block(block.number(), 1, 0);
                return;
            }
            records.heading(block.heading());
            var bytes = block.bytes();
            long lines = 0;
            long read = 0;
            int joined = 0;
            int to;
            for (int from = block.start(); from < block.end(); from = joined > 0 ? from : to + 1) {
                to = lineEnd(bytes, from, block.end(), joined);
                var outcome = outcome(bytes, from, to);
                if (outcome == Outcome.OPEN && joined < MOST_JOINED_LINES && to < block.end() - 1) {
                    joined++;
                    continue;
                }
                if (outcome == Outcome.OPEN) {
                    // The other lines are tried as records of their own.
                    to = Bytes.find((byte) '\n', bytes, from, block.end());
                    joined = 0;
                }
                boolean cut = to >= block.end() && to > from && !records.wholeWithoutLineEnd(bytes, from, to);
                if (outcome == Outcome.OPEN || outcome == Outcome.DAMAGED || cut) {
                    damaged(block, lines, to);
                }
                read += outcome == Outcome.READ ? 1 : 0;
                lines += 1 + joined;
                joined = 0;
            }
            damage.block(block.number(), lines, read);
        }

        private static int lineEnd(byte[] bytes, int from, int end, int joined) {
            int to = Bytes.find((byte) '\n', bytes, from, end);
            for (int i = 0; i < joined; i++) {
                to = Bytes.find((byte) '\n', bytes, Math.min(end, to + 1), end);
            }
            return to;
        }

        private Outcome outcome(byte[] bytes, int from, int to) {
            int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
            return end == from ? Outcome.PASSED : records.read(bytes, from, end);
        }

        private void damaged(Block block, long line, int to) {
            boolean cut = to >= block.end();
            damage.line(
                    block.number(),
                    line,
                    cut ? "the file ends within this line" : wrong,
                    cut
                            ? "The test or the copy was cut here: what comes before is in the figures."
                            : "Look at the line: all others are in the figures.");
        }
    }

    /** What could be read, added to {@code into}; told as {@link Reading.Rejected} when that is nothing. */
    Reading read(Points into, Function<Points, Records> format, Reading nothing) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        var workers = new ArrayList<Worker>(List.of(new Worker(into, format)));
        for (int i = 1; i < processors; i++) {
            workers.add(new Worker(new Points(into.artifact(), into.tool()), format));
        }
        IntStream.range(0, processors).parallel().forEach(i -> workers.get(i).work());
        workers.stream().skip(1).forEach(worker -> into.merge(worker.points));
        var damage = new Damage();
        for (var worker : workers) {
            if (worker.failure != null) {
                throw worker.failure;
            }
            damage.merge(worker.damage);
        }
        if (damage.read() > 0) {
            return damage.reading();
        }
        var problems = damage.reading().problems();
        if (problems.isEmpty()) {
            return nothing;
        }
        var first = problems.getFirst();
        var advice = nothing.problems().getFirst().advice();
        return new Reading.Rejected(new ReadProblem(first.place(), first.cause(), advice));
    }
}
