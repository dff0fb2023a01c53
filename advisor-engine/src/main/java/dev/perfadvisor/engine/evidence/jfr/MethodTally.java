package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Execution samples of one method. */
final class MethodTally {

    private final String name;
    private final String className;
    private final boolean application;
    private long self;
    private long total;
    private long near;
    private long mostSelf;
    private long most;
    private List<String> stack = List.of();
    private String artifact = "";
    private final Map<String, Long> groups = new HashMap<>();
    private final Map<String, Long> sites = new HashMap<>();

    MethodTally(Frame frame) {
        this.name = frame.name;
        this.className = frame.className;
        this.application = frame.application();
    }

    private MethodTally(MethodTally other) {
        this.name = other.name;
        this.className = other.className;
        this.application = other.application;
    }

    /** As empty as one that was just made for the same method. */
    MethodTally fresh() {
        return new MethodTally(this);
    }

    String key() {
        return className + '#' + name;
    }

    long self() {
        return self;
    }

    long total() {
        return total;
    }

    /** Samples of stacks in which it is the application method nearest to the top. */
    long near() {
        return near;
    }

    boolean application() {
        return application;
    }

    /** Adds the samples of a stack of the chunk that is being read. */
    void add(Stack with, int depth, String group, long samples, String ofArtifact) {
        boolean top = depth == 0;
        total += samples;
        near += depth == with.siteIndex ? samples : 0;
        self += top ? samples : 0;
        groups.merge(group, samples, Long::sum);
        if (top && !application && with.site() != null) {
            sites.merge(with.site(), samples, Long::sum);
        }
        long asTop = top ? samples : 0;
        if (asTop > mostSelf || (asTop == mostSelf && samples > most)) {
            mostSelf = asTop;
            most = samples;
            stack = with.text();
            artifact = ofArtifact;
        }
    }

    /** A frequent stack: of all chunks the one that was seen most in its chunk, on top if the method ever was on top. */
    void merge(MethodTally other) {
        self += other.self;
        total += other.total;
        near += other.near;
        other.groups.forEach((group, samples) -> groups.merge(group, samples, Long::sum));
        other.sites.forEach((site, samples) -> sites.merge(site, samples, Long::sum));
        if (other.mostSelf > mostSelf || (other.mostSelf == mostSelf && other.most > most)) {
            mostSelf = other.mostSelf;
            most = other.most;
            stack = other.stack;
            artifact = other.artifact;
        }
    }

    /**
     * @param samples number of all samples, which shares refer to
     * @param coresPerSample mean number of cores that one sample stands for, null when unknown
     */
    CodeFacts.Method facts(long samples, @Nullable Double coresPerSample, String event) {
        return new CodeFacts.Method(
                name,
                className,
                application,
                (double) self / samples,
                (double) total / samples,
                (double) near / samples,
                coresPerSample == null ? null : total * coresPerSample,
                Objects.requireNonNullElse(Ranking.firstOrNull(groups), ""),
                application ? null : Ranking.firstOrNull(sites),
                stack,
                new Source(artifact, event + " in " + className + name.substring(name.lastIndexOf('.'))));
    }
}
