package dev.perfadvisor.engine.evidence;

import dev.perfadvisor.engine.model.ReadProblem;
import dev.perfadvisor.engine.model.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A made-up kind of evidence: the line {@code tally}, then a line for each thing; {@code ?} is one nobody can read. */
final class Tallies {

    static final String HEADER = "tally\n";

    static final Kind<Accumulated, Facts> KIND = new Kind<>(
            EvidenceKind.LOAD_TEST,
            head -> head.text().startsWith(HEADER) ? Optional.of("tally-1") : Optional.empty(),
            Accumulated::new,
            Tallies::read,
            Facts.class);

    private Tallies() {}

    record Facts(long lines) {}

    static final class Accumulated implements Accumulator<Accumulated, Facts> {
        private long lines;

        @Override
        public void merge(Accumulated later) {
            lines += later.lines;
        }

        @Override
        public Facts facts() {
            return new Facts(lines);
        }

        @Override
        public Timeline timeline() {
            return new Timeline();
        }

        @Override
        public @Nullable Instant from() {
            return lines == 0 ? null : Instant.EPOCH;
        }

        @Override
        public @Nullable Instant to() {
            return from();
        }
    }

    private static Reading read(Input input, Accumulated into) throws IOException {
        var problems = new ArrayList<ReadProblem>();
        var line = new StringBuilder();
        var buffer = new byte[8192];
        for (int n = input.stream().read(buffer); n >= 0; n = input.stream().read(buffer)) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] != '\n') {
                    line.append((char) buffer[i]);
                    continue;
                }
                into.lines++;
                if (line.toString().equals("?")) {
                    problems.add(new ReadProblem("line " + into.lines, "not a thing", "Leave it out."));
                }
                line.setLength(0);
            }
        }
        // As parsers of XML do.
        input.stream().close();
        return Reading.of(problems);
    }
}
