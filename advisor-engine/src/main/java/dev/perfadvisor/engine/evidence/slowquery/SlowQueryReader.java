package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.evidence.Input;
import dev.perfadvisor.engine.evidence.Reader;
import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;

/**
 * Reads the formats that {@link SlowQueryDetector} names, line by line. Of a line, statement or plan the first mebibyte
 * is read.
 */
public final class SlowQueryReader implements Reader<SlowQueryAccumulator> {

    @Override
    public Reading read(Input input, SlowQueryAccumulator into) throws IOException {
        var lines = new Lines(input.stream());
        var problems = new Problems();
        boolean mysql = input.format().equals(SlowQueryDetector.MYSQL);
        into.begin(input.artifact(), mysql);
        var messages = new PostgresMessages(into, input.artifact(), problems);
        long records = switch (input.format()) {
            case SlowQueryDetector.MYSQL -> new MysqlSlowLog(lines, into, problems).read();
            case SlowQueryDetector.POSTGRESQL_CSV -> new PostgresCsvLog(lines, messages, problems).read();
            case SlowQueryDetector.POSTGRESQL_JSON -> new PostgresJsonLog(lines, messages, problems).read();
            default -> new PostgresStderrLog(lines, messages, problems).read();
        };
        into.end(lines.number());
        if (records == 0) {
            return new Reading.Rejected(new ReadProblem(
                    "file",
                    "no line of it is an entry of a log in the format " + input.format(),
                    "Hand in the log file itself, as the database server wrote it."));
        }
        return problems.reading();
    }
}
