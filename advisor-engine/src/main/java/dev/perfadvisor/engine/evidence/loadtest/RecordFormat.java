package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.LineBlocks;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A format with a line for each measurement.
 *
 * @param tool what writes it
 * @param begins recognises it
 * @param cut where blocks may end
 * @param records reads the lines
 * @param wrong what is wrong with a line that can not be read
 * @param advice what to do when there is no measurement in it
 */
record RecordFormat(
        String id,
        String tool,
        Predicate<Beginning> begins,
        Supplier<LineBlocks.Cut> cut,
        Function<Points, Records> records,
        String wrong,
        String advice)
        implements ResultFormat {

    @Override
    public boolean recognises(Beginning beginning) {
        return begins.test(beginning);
    }

    @Override
    public Reading read(Input input, LoadTestAccumulator into) throws IOException {
        into.points().comeFrom(input.artifact(), tool);
        var nothing = new Reading.Rejected(new ReadProblem("file", "there are no measurements in it", advice));
        return new RecordReader(input.stream(), cut.get(), wrong).read(into.points(), records, nothing);
    }
}
