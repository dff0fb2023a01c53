package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file that could not be read: the first few one by one, the others as a number. */
final class Damage {

    private static final int MOST_LISTED = 10;

    private final List<ReadProblem> listed = new ArrayList<>();
    private long lines;

    void line(long number, String cause, String advice) {
        lines++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new ReadProblem("line " + number, cause, advice));
        }
    }

    /** What to say of the whole file. */
    Reading reading() {
        var problems = new ArrayList<>(listed);
        if (lines > listed.size()) {
            problems.add(new ReadProblem(
                    "file",
                    lines + " lines could not be read; the first " + listed.size() + " are listed",
                    "Look how the file was written or copied; all other lines are in the figures."));
        }
        return Reading.of(problems);
    }
}
