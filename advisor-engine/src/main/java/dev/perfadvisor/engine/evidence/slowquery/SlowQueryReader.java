package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.util.List;

/**
 * Reads the formats that {@link SlowQueryDetector} names, line by line. Of a line, statement or plan the first mebibyte
 * is read.
 */
public final class SlowQueryReader implements Reader<SlowQueryAccumulator> {

    @Override
    public Reading read(Input input, SlowQueryAccumulator into) throws IOException {
        var lines = new Lines(input.stream(), Envelope.of(input.format()).orElse(null));
        String format = Envelope.inner(input.format());
        var problems = into.problems();
        boolean digest = format.startsWith(SlowQueryDetector.DIGEST_CELLS);
        if (!digest && !format.equals(SlowQueryDetector.PLAN)) {
            into.begin(input.artifact(), dialect(format));
        }
        var messages = new PostgresMessages(into, input.artifact(), problems);
        var digests = new DigestFile(into, input.artifact(), problems);
        long records = switch (format) {
            case SlowQueryDetector.MYSQL -> new MysqlSlowLog(lines, into, problems).read();
            case SlowQueryDetector.POSTGRESQL_CSV -> new PostgresCsvLog(lines, messages, problems).read();
            case SlowQueryDetector.POSTGRESQL_JSON -> new PostgresJsonLog(lines, messages, problems).read();
            case SlowQueryDetector.MONGODB -> new MongoLog(lines, into, problems).read();
            case SlowQueryDetector.PLAN -> PlanFile.read(input.stream(), input.artifact(), into, problems);
            case SlowQueryDetector.DIGEST_CELLS -> digests.readCells(lines);
            case SlowQueryDetector.DIGEST_JSON -> digests.readJson(input.stream());
            default -> new PostgresStderrLog(lines, messages, problems).read();
        };
        if (digest && records == 0) {
            into.begin(input.artifact(), Dialect.POSTGRESQL);
        }
        into.end(lines.number(), records);
        return reading(into);
    }

    private static Dialect dialect(String format) {
        return switch (format) {
            case SlowQueryDetector.MYSQL -> Dialect.MYSQL;
            case SlowQueryDetector.MONGODB -> Dialect.MONGODB;
            default -> Dialect.POSTGRESQL;
        };
    }

    @Override
    public int recordStart(String format, byte[] bytes, int from, int to) {
        return RecordStart.find(format, bytes, from, to);
    }

    /** Places of the parts were counted on when they were merged. */
    @Override
    public Reading join(List<Reading> parts, SlowQueryAccumulator merged) {
        return reading(merged);
    }

    private static Reading reading(SlowQueryAccumulator read) {
        return read.records() > 0
                ? read.problems().reading()
                : new Reading.Rejected(new ReadProblem(
                        "file",
                        "no line of it is an entry of a log",
                        "Hand in the log file itself, as the database server wrote it."));
    }
}
