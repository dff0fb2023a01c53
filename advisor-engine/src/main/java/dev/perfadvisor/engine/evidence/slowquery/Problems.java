package dev.perfadvisor.engine.evidence.slowquery;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What could not be read of a log: one problem a cause, with the first place and the number of places. */
final class Problems {

    enum Cause {
        CUT_ENTRY("the entry ends before its statement", "Copy the log again when the server has finished writing it."),
        CUT_STATEMENT(
                "the file ends within the statement of this entry",
                "Copy the log again when the server has finished writing it."),
        CUT_LINE("the file ends within this line", "Copy the log again when the server has finished writing it."),
        NO_HEADER("text stands before the first entry header", "Hand in the log from the beginning of an entry on."),
        BAD_FIGURE(
                "a figure of the entry can not be read",
                "Check that the file was copied as binary and is not damaged."),
        BAD_RECORD("the line is no record of this log", "Check that the file was copied completely and as binary."),
        LONG_LINE(
                "the line is longer than 1 MiB and was cut",
                "Limit logged statements, e.g. by log_parameter_max_length."),
        BAD_PLAN(
                "the plan can not be read",
                "Check that it is whole: a plan cut by the length of log lines can not be read."),
        CUT_PLAN(
                "the plan ends before its end",
                "Use what could be read, or copy the plan again, to its execution time and number of rows."),
        UNKNOWN_ZONE("the time zone is not known, times are taken as UTC", "Set log_timezone = 'UTC' on the server."),
        WRITE_BATCH(
                "a batch of writes is logged as a whole and write by write: the whole is not counted again",
                "Nothing, unless single writes are faster than slowms: then lower it to see them."),
        BINARY("the line holds binary zeroes", "Check the disk and copy the log again.");

        private final String text;
        private final String advice;

        Cause(String text, String advice) {
            this.text = text;
            this.advice = advice;
        }
    }

    private record Places(long first, long count) {}

    private final Map<Cause, Places> found = new EnumMap<>(Cause.class);

    void add(Cause cause, long line) {
        found.merge(cause, new Places(line, 1), (old, _) -> new Places(old.first(), old.count() + 1));
    }

    /** Adds those of what follows {@code lines} lines. */
    void merge(Problems later, long lines) {
        later.found.forEach((cause, places) -> found.merge(
                cause,
                new Places(places.first() + lines, places.count()),
                (old, more) -> new Places(
                        old.first(), cause == Cause.UNKNOWN_ZONE ? old.count() : old.count() + more.count())));
    }

    Reading reading() {
        List<ReadProblem> problems = new ArrayList<>();
        found.forEach((cause, places) -> {
            String more = places.count() > 1 ? " (" + places.count() + " times)" : "";
            problems.add(new ReadProblem("line " + places.first(), cause.text + more, cause.advice));
        });
        return Reading.of(problems);
    }
}
