package dev.perfadvisor.http.analysis;

import dev.perfadvisor.engine.FactReader;
import dev.perfadvisor.engine.Requested;
import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.model.Given;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** Reads in this process: faster for small files, and as safe as the files are. */
final class InProcessAnalyst implements Analyst {

    private static final long ASK_EACH = 16L * 1024 * 1024;

    private final FactReader reader = new FactReader();

    @Override
    public Read read(List<Piece> pieces, Watch watch) {
        var given = pieces.stream().map(InProcessAnalyst::given).toList();
        var asked = new AtomicLong();
        var facts = reader.facts(given, (_, bytes) -> {
            watch.read(bytes);
            if (asked.addAndGet(bytes) > ASK_EACH) {
                asked.set(0);
                if (watch.isGone()) {
                    throw new CancellationException();
                }
            }
        });
        return new Read(facts.json(), true);
    }

    @Override
    public Optional<Traffic> requests(List<Piece> pieces) {
        var given = pieces.stream().map(InProcessAnalyst::given).toList();
        return Optional.ofNullable(Requested.in(given).traffic());
    }

    /** By a stream, so that it is known by its name and not by the path it is kept under. */
    static Given given(Piece piece) {
        return new Given.OfStream(piece.name(), () -> Files.newInputStream(piece.file()));
    }
}
