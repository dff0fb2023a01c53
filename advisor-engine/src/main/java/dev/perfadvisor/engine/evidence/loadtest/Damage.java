package dev.perfadvisor.engine.evidence.loadtest;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of a file that could not be read: the first few one by one, the others as a number. */
final class Damage {

    private static final int MOST_LISTED = 10;

    private final List<Line> listed = new ArrayList<>();
    private long damaged;
    private long read;

    /** Number of lines by block. */
    private final SortedMap<Long, Long> lines = new TreeMap<>();

    /** A damaged line: its block, and its number in there, from 0 on. */
    private record Line(long block, long number, String cause, String advice) {}

    void line(long block, long number, String cause, String advice) {
        damaged++;
        if (listed.size() < MOST_LISTED) {
            listed.add(new Line(block, number, cause, advice));
        }
    }

    void block(long block, long linesInIt, long recordsRead) {
        lines.put(block, linesInIt);
        read += recordsRead;
    }

    /** How many records could be read. */
    long read() {
        return read;
    }

    void merge(Damage other) {
        listed.addAll(other.listed);
        listed.sort(Comparator.comparingLong(Line::block).thenComparingLong(Line::number));
        if (listed.size() > MOST_LISTED) {
            listed.subList(MOST_LISTED, listed.size()).clear();
        }
        damaged += other.damaged;
        read += other.read;
        lines.putAll(other.lines);
    }

    /** What to say of the whole file. */
    Reading reading() {
        var problems = new ArrayList<ReadProblem>();
        for (var line : listed) {
            long before = lines.headMap(line.block()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            problems.add(new ReadProblem("line " + (before + line.number() + 1), line.cause(), line.advice()));
        }
        if (damaged > listed.size()) {
            problems.add(new ReadProblem(
                    "file",
                    damaged + " lines could not be read; the first " + listed.size() + " are listed",
                    "Look how the file was written or copied; all other lines are in the figures."));
        }
        return Reading.of(problems);
    }
}
