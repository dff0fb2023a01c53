package dev.perfadvisor.engine.evidence.jfr;

import dev.perfadvisor.engine.model.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where running Java code was seen. Start-up (class loading, initialisers and the code that runs below them, and all code
 * in the JVM's first five seconds) is counted apart.
 *
 * @param samples execution samples outside start-up
 * @param startUpShare share of all execution samples that were start-up
 * @param hotMethods methods by samples in the method itself, most first, at most 20
 * @param hotPaths methods of the application by samples in them or below, most first, at most 20
 * @param hotSites methods of the application by samples in which they are the application method nearest to the top:
 *     what they do themselves or have libraries do, most first, at most 20
 * @param categoryShares share of samples whose stack has a frame of a category (regex, serialization, logging,
 *     jdbc, orm, exception, crypto, compression, collections, ...), as {@code frames.tsv} sorts them
 */
public record CodeFacts(
        long samples,
        double startUpShare,
        List<Method> hotMethods,
        List<Method> hotPaths,
        List<Method> hotSites,
        Map<String, Double> categoryShares,
        Source source) {

    /**
     * A method that runs often.
     *
     * @param name {@code Class.method}, the class without its package
     * @param className with its package
     * @param application whether it belongs to neither JDK nor a known library
     * @param selfShare share of samples with this method on top
     * @param totalShare share of samples with this method anywhere in the stack
     * @param siteShare share of samples with it as the application method nearest to the top of the stack
     * @param cores mean number of cores kept busy by it or below it; a lower bound, as the sampler skips threads
     * @param threadGroup pattern of the names of most of its threads, digits as {@code #}
     * @param calledFrom nearest application method above it, null when it is application code itself
     * @param stack a frequent stack, top first, one frame a line
     */
    public record Method(
            String name,
            String className,
            boolean application,
            double selfShare,
            double totalShare,
            double siteShare,
            @Nullable Double cores,
            String threadGroup,
            @Nullable String calledFrom,
            List<String> stack,
            Source source) {}
}
