package dev.perfadvisor.engine;

import dev.perfadvisor.engine.loadgen.Traffic;
import dev.perfadvisor.engine.loadgen.UnusableOrderException;
import dev.perfadvisor.engine.model.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What files say of the requests of a load test. It needs no rules, so that it can be found where the advisor is not.
 *
 * @param traffic of the one file that describes requests; null when none does
 * @param evidence the same files, to be read as evidence: a stream can be read once only
 */
public record Requested(@Nullable Traffic traffic, List<Given> evidence) {

    /** Documents are read as a whole; what is larger is evidence. */
    private static final int LARGEST_DOCUMENT = 64 << 20;

    public Requested {
        evidence = List.copyOf(evidence);
    }

    /**
     * Looks into files.
     *
     * @throws UnusableOrderException when one of several describes requests, or one can not be read
     */
    public static Requested in(List<Given> files) {
        var evidence = new ArrayList<Given>();
        Traffic described = null;
        for (var given : files) {
            var opened = Opened.of(given);
            if (opened.traffic().isPresent() && files.size() > 1) {
                throw new UnusableOrderException(
                        given.name() + " describes requests; give it alone, or evidence without it.");
            }
            described = opened.traffic().orElse(described);
            evidence.add(opened.again());
        }
        return new Requested(described, evidence);
    }

    /**
     * A file that was looked into.
     *
     * @param traffic when it describes requests
     * @param again the same file, to be read as evidence: a stream can be read once only
     */
    private record Opened(Optional<Traffic> traffic, Given again) {

        static Opened of(Given given) {
            if (given instanceof Given.OfPath(var path) && !Files.isRegularFile(path)) {
                return new Opened(Optional.empty(), given);
            }
            try {
                return switch (given) {
                    case Given.OfPath(var path) -> {
                        try (var in = Files.newInputStream(path)) {
                            yield new Opened(traffic(given.name(), in.readNBytes(LARGEST_DOCUMENT)), given);
                        }
                    }
                    case Given.OfStream(var name, var opener) -> {
                        InputStream in = opener.open();
                        var begin = in.readNBytes(LARGEST_DOCUMENT);
                        yield new Opened(
                                traffic(name, begin),
                                new Given.OfStream(
                                        name, () -> new SequenceInputStream(new ByteArrayInputStream(begin), in)));
                    }
                };
            } catch (IOException e) {
                throw UnusableOrderException.unread(given.name() + " can not be read: " + e.getMessage() + ".");
            }
        }

        private static Optional<Traffic> traffic(String name, byte[] content) {
            return content.length == LARGEST_DOCUMENT ? Optional.empty() : Traffic.of(name, content);
        }
    }
}
