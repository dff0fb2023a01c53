package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Allocation, estimated from sampled weights. Sites are application methods; at most 20 each. */
public record AllocationFacts(
        long totalBytes,
        double bytesPerSecond,
        double boxingShare,
        double textShare,
        @Nullable Double outsideTlabRatio,
        List<Site> classes,
        List<Site> sites,
        List<Group> groups,
        Source source) {

    /** What a group of threads allocates. */
    public record Group(String name, double share, double bytesPerSecond) {}

    /** What a class or a method allocates. For a class {@code name} is the class, for a site the method. */
    public record Site(
            String name,
            double share,
            double bytesPerSecond,
            @Nullable String topClass,
            @Nullable String topSite,
            List<String> stack,
            Source source) {}
}
